using System.Security.Cryptography;
using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>The SHA-256 of the current values of weights.</summary>
internal static class WeightHash
{
    public static byte[] Compute(IEnumerable<Parameter> weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var weight in weights)
        {
            using var scope = NewDisposeScope();
            hash.AppendData(weight.detach().cpu().contiguous().bytes);
        }

        return hash.GetHashAndReset();
    }
}
