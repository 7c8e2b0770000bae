using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>A parameter of ours with its values in a file of the peer.</summary>
/// <param name="Key">The peer's key.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Select">Selects its values among those of the key; all of them if it is null.</param>
internal sealed record PeerParameter(string Key, Parameter Parameter, Func<Tensor, Tensor>? Select = null)
{
    /// <summary>The parameter's part of the values under its key.</summary>
    public Tensor Read(Golden golden, string prefix)
    {
        var values = golden[prefix + Key];
        return (Select?.Invoke(values) ?? values).reshape(Parameter.shape);
    }
}
