namespace AdapterKit;

/// <summary>Declares an adapter variant: a class whose body is the mathematics of one adapter.</summary>
/// <remarks>
/// The class is <c>sealed partial</c>, derives from <see cref="ResidualAdapter"/>, <see cref="ProjectionAdapter"/>,
/// <see cref="MemoryAdapter"/> or <see cref="EntryAdapter"/>, and has a constructor that takes an <see cref="AdapterShape"/>, a
/// <see cref="VariantOptions"/> record if it has options, and a <see cref="SharedModule"/> if the adapters of a set share components. Its
/// modules and parameters are fields that are initialized where they are declared. The compiler writes registration, initialization, moving
/// between devices, the reading and writing of the options, and, where <see cref="DownAttribute"/> and <see cref="UpAttribute"/> are given,
/// <see cref="ResidualAdapter.Delta(Tensor)"/> or <see cref="ProjectionAdapter.Apply(Tensor, Tensor)"/> itself.
/// <code>
/// [AdapterVariant("bottleneck")]
/// public sealed partial class BottleneckAdapter(AdapterShape shape, BottleneckOptions options) : ResidualAdapter
/// {
///     [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
///     [Up, Zeros]          private readonly Linear up   = Linear(options.BottleneckOf(shape.Width), shape.Width);
///     private readonly Activation activation = options.Activation;
/// }
/// </code>
/// </remarks>
/// <param name="id">The id that bundles store; lower-case letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdapterVariantAttribute(string id) : Attribute
{
    /// <summary>The id that bundles store.</summary>
    public string Id { get; } = id;
}
