using System.Numerics;
using System.Text;

namespace AdapterKit.Backbones;

/// <summary>Words for what a pickle contains, in messages. What comes from the file is shortened and printable.</summary>
internal static class PickleText
{
    public const string Advice = "Save the weights as safetensors, or with torch.save(model.state_dict(), file)";

    private const int MaxQuote = 100;

    public static string Name(PickleOpcode opcode) => opcode.ToString().ToUpperInvariant();

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in text.Length > MaxQuote ? text[..MaxQuote] : text)
            quoted.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);

        return quoted.Append(text.Length > MaxQuote ? "…'" : "'").ToString();
    }

    public static string Describe(object? value) => value switch
    {
        null => "None",
        bool or long or double or BigInteger => "a number",
        string text => $"the text {Quote(text)}",
        object?[] => "a tuple",
        List<object?> => "a list",
        PickleDictionary => "a dictionary",
        TorchTensor => "a tensor",
        TorchStorageView => "a storage",
        _ => $"the global {value}",
    };
}
