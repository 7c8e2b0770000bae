namespace AdapterKit;

/// <summary>A sub-layer of a Transformer layer, whose output a residual is added to.</summary>
public interface ISublayer
{
    /// <summary>The width of its output.</summary>
    int Width { get; }
}
