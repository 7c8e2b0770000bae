using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AdapterKit.Training;

/// <summary>Hidden states of one set of texts on disk, named by the hash of all that they follow from.</summary>
internal sealed class PrefixFile(string folder, string key)
{
    private const string Hidden = "hidden";
    private const string Content = "sha256";

    private readonly string path = Path.Combine(folder, $"{key}.safetensors");

    /// <summary>What the hidden states follow from: weights, layer, and the tokens as they were cut off.</summary>
    public static string Key(Backbone backbone, TokenizedTexts texts, int layer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{backbone.Id} {backbone.Hash} layer {layer} ")));
        hash.AppendData(WeightHash.Of(backbone.parameters()));
        foreach (var row in texts.Rows)
        {
            hash.AppendData(BitConverter.GetBytes(row.Length));
            hash.AppendData(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads what an earlier training left; nothing where there is none, and nothing with a word where it is damaged.</summary>
    public Tensor? Read(long rows, Action<string> notices)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            using var file = SafetensorsFile.Open(path);
            var hidden = file.Read(Hidden);
            if (hidden.dtype == ScalarType.Float32 && hidden.dim() == 2 && hidden.size(0) == rows && file.Metadata.GetValueOrDefault(Content) == Hash(hidden))
                return hidden.DetachFromDisposeScope();

            hidden.Dispose();
            notices($"{path} is damaged: the lowest layers run again, and it is replaced.");
        }
        catch (Exception error) when (error is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            notices($"{path} cannot be used: the lowest layers run again. {error.Message}");
        }

        return null;
    }

    /// <summary>Leaves hidden states for later; where that cannot be done, a word does.</summary>
    public void Write(Tensor hidden, Action<string> notices)
    {
        try
        {
            Directory.CreateDirectory(folder);
            SafetensorsFile.Write(path, [(Hidden, hidden)], new Dictionary<string, string> { [Content] = Hash(hidden) });
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            notices($"{path} could not be written, so that the cache is for this training alone. {error.Message}");
        }
    }

    private static string Hash(Tensor hidden) => Convert.ToHexStringLower(SHA256.HashData(hidden.bytes));
}
