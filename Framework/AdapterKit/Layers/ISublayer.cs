namespace AdapterKit;

/// <summary>A sub-layer of a Transformer layer: something whose output meets a residual.</summary>
public interface ISublayer
{
    /// <summary>The width of its output.</summary>
    int Width { get; }
}
