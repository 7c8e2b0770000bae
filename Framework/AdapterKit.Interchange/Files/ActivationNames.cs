namespace AdapterKit.Interchange;

/// <summary>The names of activations in published configurations.</summary>
internal static class ActivationNames
{
    private static readonly Dictionary<string, Activation> ByName = new(StringComparer.Ordinal)
    {
        ["linear"] = Activation.Linear,
        ["relu"] = Activation.Relu,
        ["relu6"] = Activation.Relu6,
        ["leakyrelu"] = Activation.LeakyRelu,
        ["gelu"] = Activation.Gelu,
        ["gelu_new"] = Activation.GeluTanh,
        ["quick_gelu"] = Activation.QuickGelu,
        ["swish"] = Activation.Silu,
        ["silu"] = Activation.Silu,
        ["mish"] = Activation.Mish,
        ["tanh"] = Activation.Tanh,
        ["sigmoid"] = Activation.Sigmoid,
    };

    public static IEnumerable<string> Known => ByName.Keys;

    /// <param name="name">The name.</param>
    /// <param name="isOld">Whether the file is of 2020, when gelu meant its approximation.</param>
    public static Activation? Find(string name, bool isOld = false) => (name, isOld) switch
    {
        ("gelu", true) => Activation.GeluTanh,
        ("gelu_orig", true) => Activation.Gelu,
        _ => ByName.TryGetValue(name, out var activation) ? activation : null,
    };

    public static string Of(Activation activation) => ByName.First(entry => entry.Value == activation).Key;
}
