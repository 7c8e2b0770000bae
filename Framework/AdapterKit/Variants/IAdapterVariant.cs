namespace AdapterKit;

/// <summary>Implemented by the compiler on every <see cref="AdapterVariantAttribute"/> class.</summary>
public interface IAdapterVariant
{
    /// <summary>The variant as a value.</summary>
    static abstract AdapterVariant Variant { get; }
}
