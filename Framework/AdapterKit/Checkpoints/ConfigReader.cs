using System.Text.Json;

namespace AdapterKit;

/// <summary>Reads values of a model's <c>config.json</c>, with errors that name the file, the key and the value.</summary>
public sealed class ConfigReader
{
    private static readonly Dictionary<string, Activation> Activations = new(StringComparer.Ordinal)
    {
        ["linear"] = Activation.Linear,
        ["relu"] = Activation.Relu,
        ["relu6"] = Activation.Relu6,
        ["leaky_relu"] = Activation.LeakyRelu,
        ["gelu"] = Activation.Gelu,
        ["gelu_python"] = Activation.Gelu,
        ["gelu_new"] = Activation.GeluTanh,
        ["gelu_fast"] = Activation.GeluTanh,
        ["gelu_accurate"] = Activation.GeluTanh,
        ["gelu_pytorch_tanh"] = Activation.GeluTanh,
        ["quick_gelu"] = Activation.QuickGelu,
        ["silu"] = Activation.Silu,
        ["swish"] = Activation.Silu,
        ["mish"] = Activation.Mish,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
    };

    private readonly JsonElement root;

    private ConfigReader(string name, JsonElement root) => (Name, this.root) = (name, root);

    /// <summary>The file, for messages.</summary>
    public string Name { get; }

    /// <summary>Opens a <c>config.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is not a JSON object.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ConfigReader Open(string path) => Parse(path, File.ReadAllText(path));

    /// <summary>Parses the text of a <c>config.json</c>.</summary>
    /// <param name="name">The name of the file, for messages.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="CheckpointException">The text is not a JSON object.</exception>
    public static ConfigReader Parse(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigReader(name, document.RootElement.Clone())
                : throw new CheckpointException($"{name} is not a JSON object. Use the config.json that was published with the weights.");
        }
        catch (JsonException error)
        {
            throw new CheckpointException($"{name} is not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>Reads a model's geometry.</summary>
    /// <typeparam name="TConfig">The record.</typeparam>
    /// <exception cref="CheckpointException">A value has another type, or is not supported.</exception>
    public TConfig Read<TConfig>()
        where TConfig : IModelConfig<TConfig> => TConfig.Read(this);

    /// <summary>Reads an integer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">The value if the file lacks the key or says <c>null</c>.</param>
    /// <exception cref="CheckpointException">The value is not a 32-bit integer.</exception>
    public int Get(string key, int fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Refuse(key, value, "an integer");

    /// <summary>Reads a number.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public double Get(string key, double fallback) =>
        Find(key) is not { } value ? fallback
        : IsNumber(value) ? value.GetDouble()
        : throw Refuse(key, value, "a number");

    /// <summary>Reads a number that may be <c>null</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">The value if the file lacks the key.</param>
    /// <returns>The number; <see langword="null"/> if the file says <c>null</c>.</returns>
    /// <exception cref="CheckpointException">The value is not a number.</exception>
    public double? Get(string key, double? fallback) =>
        Find(key) is not null ? Get(key, 0.0)
        : IsNull(key) ? null
        : fallback;

    /// <summary>Reads a truth value.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public bool Get(string key, bool fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Refuse(key, value, "true or false");

    /// <summary>Reads a text.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public string Get(string key, string fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Refuse(key, value, "a text");

    /// <summary>Reads a list of numbers.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public IReadOnlyList<double> Get(string key, IReadOnlyList<double> fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsNumber)
            ? [.. value.EnumerateArray().Select(item => item.GetDouble())]
            : throw Refuse(key, value, "a list of numbers");

    /// <summary>Reads a list of texts.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public IReadOnlyList<string> Get(string key, IReadOnlyList<string> fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Refuse(key, value, "a list of texts");

    /// <summary>Reads the name of an activation function.</summary>
    /// <inheritdoc cref="Get(string, int)" />
    public Activation Get(string key, Activation fallback) =>
        Find(key) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.String && Activations.TryGetValue(value.GetString()!, out var activation) ? activation
        : throw Refuse(key, value, $"one of {string.Join(", ", Activations.Keys)}");

    /// <summary>Checks a value that the model does not read, but depends on.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The only value that the model supports; the file may also lack the key.</param>
    /// <exception cref="CheckpointException">The file has another value.</exception>
    public void Require(string key, string value)
    {
        if (Find(key) is { } found && found.ToString() is var actual && !string.Equals(actual, value, StringComparison.OrdinalIgnoreCase))
            throw new CheckpointException($"{Name}: '{key}' is {actual}, but this model supports {value} only.");
    }

    private JsonElement? Find(string key) =>
        FindAll(key).Where(value => value.ValueKind != JsonValueKind.Null).Select(value => (JsonElement?)value).FirstOrDefault();

    private bool IsNull(string key) => FindAll(key).Any(value => value.ValueKind == JsonValueKind.Null);

    // "a.b" is within another object, and "a|b" has two names.
    private IEnumerable<JsonElement> FindAll(string key) => key.Split('|').Select(FindPath).OfType<JsonElement>();

    private JsonElement? FindPath(string path)
    {
        JsonElement? value = root;
        foreach (var name in path.Split('.'))
            value = value is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var next) ? next : null;

        return value;
    }

    private static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);

    private CheckpointException Refuse(string key, JsonElement value, string expected) =>
        new($"{Name}: '{key}' is {value.GetRawText()}, but must be {expected}.");
}
