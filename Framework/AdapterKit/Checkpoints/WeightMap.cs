using System.Globalization;
using System.Runtime.CompilerServices;

namespace AdapterKit;

/// <summary>The weights of a model with their keys in published checkpoints.</summary>
/// <remarks>Generated code fills it from <see cref="WeightAttribute"/> fields; hand-written modules may do the same.</remarks>
public sealed class WeightMap
{
    private const string Layer = "{i}";

    private readonly List<WeightSlot> slots;
    private readonly List<string> layerKeys;
    private readonly string key;
    private readonly string path;

    private WeightMap(List<WeightSlot> slots, List<string> layerKeys, string key, string path) =>
        (this.slots, this.layerKeys, this.key, this.path) = (slots, layerKeys, key, path);

    /// <summary>Enumerates the weights of a model.</summary>
    /// <param name="model">The model; borrowed by the result.</param>
    /// <returns>The weights in the order of their declaration.</returns>
    public static IReadOnlyList<WeightSlot> GetSlots(IMappedWeights model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var map = new WeightMap([], [], "", "");
        model.MapWeights(map);
        return map.slots;
    }

    /// <summary>Returns the keys of the layers of a model's stack, from the input up, such as <c>encoder.layer.0</c>.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<string> GetLayerKeys(IMappedWeights model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var map = new WeightMap([], [], "", "");
        model.MapWeights(map);
        return map.layerKeys;
    }

    /// <summary>Adds a module: its own map if it has one, else each of its parameters under its name.</summary>
    /// <param name="key">The key of the module; empty if its keys follow those of this map directly.</param>
    /// <param name="module">The module; <see langword="null"/> adds nothing.</param>
    /// <param name="form">How checkpoints contain its weights.</param>
    /// <param name="name">The path of the module in the model.</param>
    public void Add(
        string key, nn.Module? module, WeightForm form = WeightForm.Plain, [CallerArgumentExpression(nameof(module))] string name = "")
    {
        switch (module)
        {
            case null:
                break;
            case IMappedWeights mapped:
                mapped.MapWeights(new WeightMap(slots, layerKeys, Append(this.key, key), Append(path, name)));
                break;
            default:
                AddParameters(key, module, form, name);
                break;
        }
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="key">The key of the parameter.</param>
    /// <param name="parameter">The parameter; <see langword="null"/> adds nothing.</param>
    /// <param name="form">How checkpoints contain it.</param>
    /// <param name="name">The path of the parameter in the model.</param>
    public void Add(
        string key,
        Parameter? parameter,
        WeightForm form = WeightForm.Plain,
        [CallerArgumentExpression(nameof(parameter))] string name = "")
    {
        if (parameter is not null)
            slots.Add(new WeightSlot(Append(this.key, key), null, Append(path, name), parameter, rows: null, form));
    }

    /// <summary>Adds the weight and the bias of one part of a sub-layer.</summary>
    /// <param name="key">The key of the part.</param>
    /// <param name="sublayer">The sub-layer.</param>
    /// <param name="part">The name of the part.</param>
    /// <param name="form">How checkpoints contain its weights.</param>
    /// <param name="name">The path of the sub-layer in the model.</param>
    /// <exception cref="ArgumentException">The sub-layer has no part of this name.</exception>
    public void AddPart(
        string key,
        IWeightParts sublayer,
        string part,
        WeightForm form = WeightForm.Plain,
        [CallerArgumentExpression(nameof(sublayer))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(sublayer);
        var (projection, first, rows) = sublayer.GetPart(part);
        foreach (var (parameterName, parameter) in projection.named_parameters())
        {
            slots.Add(new WeightSlot(
                $"{Append(this.key, key)}.{parameterName}",
                null,
                $"{Append(path, name)}.{part}.{parameterName}",
                parameter,
                (first, rows),
                form));
        }
    }

    /// <summary>Adds the layers of a stack, whose key contains <c>{i}</c>.</summary>
    internal void AddLayers(IEnumerable<nn.Module> layers)
    {
        foreach (var (index, layer) in layers.Index())
        {
            var number = index.ToString(CultureInfo.InvariantCulture);
            layerKeys.Add(key.Replace(Layer, number, StringComparison.Ordinal));
            new WeightMap(slots, layerKeys, layerKeys[^1], path).Add("", layer, name: number);
        }
    }

    private static string Append(string start, string end) => (start, end) switch
    {
        ("", _) => end,
        (_, "") => start,
        _ => $"{start}.{end}",
    };

    private void AddParameters(string key, nn.Module module, WeightForm form, string name)
    {
        var whole = Append(this.key, key);
        foreach (var (parameterName, parameter) in module.named_parameters())
        {
            slots.Add(new WeightSlot(
                $"{whole}.{parameterName}",
                module is LayerNorm ? $"{whole}.{GetOldName(parameterName)}" : null,
                $"{Append(path, name)}.{parameterName}",
                parameter,
                rows: null,
                form));
        }
    }

    // The first published checkpoints of BERT name the weights of a norm after the paper.
    private static string GetOldName(string parameter) => parameter == "weight" ? "gamma" : "beta";
}
