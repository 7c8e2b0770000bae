using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AdapterKit.Training;

/// <summary>A prefix cache on disk. Its name is the hash of everything that the hidden states depend on.</summary>
internal sealed class PrefixFile(string directory, string key)
{
    private const string Hidden = "hidden";
    private const string ContentKey = "hash";

    private readonly string path = Path.Combine(directory, $"{key}.safetensors");

    /// <summary>Computes the hash of everything that the hidden states depend on: weights, layer, and truncated tokens.</summary>
    public static string ComputeKey(Backbone backbone, TokenizedTexts texts, int layer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var origin = string.Create(CultureInfo.InvariantCulture, $"{backbone.Id} {backbone.Hash} layer {layer} ");
        hash.AppendData(Encoding.UTF8.GetBytes(origin));
        hash.AppendData(WeightHash.Compute(backbone.parameters()));
        foreach (var text in texts.All)
        {
            hash.AppendData(BitConverter.GetBytes(text.Ids.Length));
            hash.AppendData(MemoryMarshal.AsBytes(text.Ids.AsSpan()));
            int[] starts = [text.SecondStart ?? -1, text.Starts?.Length ?? 0, .. text.Starts ?? []];
            hash.AppendData(MemoryMarshal.AsBytes(starts.AsSpan()));
            if (text.Image is { } image)
                Append(hash, image);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ImagePixels image)
    {
        hash.AppendData(image.Colors);
        foreach (var number in image.Scales.Concat(image.Offsets))
            hash.AppendData(BitConverter.GetBytes(number));
    }

    /// <summary>Reads the file of an earlier training; warns if it is damaged.</summary>
    /// <returns>
    /// The hidden states <c>[rows, width]</c> on the CPU, owned by the caller; <see langword="null"/> if there is no usable file.
    /// </returns>
    public Tensor? TryRead(long rows, Action<string> warn)
    {
        if (!File.Exists(path))
            return null;

        try
        {
            using var file = SafetensorsFile.Open(path);
            var hidden = file.Read(Hidden);
            var hasShape = hidden.is_floating_point() && hidden.dim() == 2 && hidden.size(0) == rows;
            if (hasShape && file.Metadata.GetValueOrDefault(ContentKey) == ContentHash.Compute(hidden.bytes))
                return hidden.DetachFromDisposeScope();

            hidden.Dispose();
            warn($"{path} is damaged: the first layers run again, and the file is replaced.");
        }
        catch (Exception error) when (error is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            warn($"{path} cannot be used: the first layers run again. {error.Message}");
        }

        return null;
    }

    /// <summary>Writes the hidden states for later trainings; warns if that fails.</summary>
    public void TryWrite(Tensor hidden, Action<string> warn)
    {
        try
        {
            Directory.CreateDirectory(directory);
            DeleteLeftovers();
            using var scope = NewDisposeScope();
            var content = ContentHash.Compute(hidden.cpu().bytes);
            SafetensorsFile.Write(path, [(Hidden, hidden)], new Dictionary<string, string> { [ContentKey] = content });
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            warn($"{path} cannot be written, so that only this training uses the cache. {error.Message}");
        }
    }

    // Of trainings that were killed while they wrote; what is younger may still be written.
    private void DeleteLeftovers()
    {
        foreach (var file in Directory.GetFiles(directory, "*.safetensors.*.tmp"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > TimeSpan.FromHours(1))
                File.Delete(file);
        }
    }
}
