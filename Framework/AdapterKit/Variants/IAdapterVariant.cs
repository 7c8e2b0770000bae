namespace AdapterKit;

/// <summary>Implemented by the compiler on every <see cref="AdapterVariantAttribute"/> class.</summary>
public interface IAdapterVariant
{
    /// <summary>What a task needs to know of the variant.</summary>
    static abstract AdapterVariant Variant { get; }
}
