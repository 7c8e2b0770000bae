namespace AdapterKit;

/// <summary>
/// Declares components that all adapters of a set share. The class derives from <see cref="SharedModule"/>, is partial, and has a
/// constructor that takes a <see cref="SharedShape"/>, alone or with the options of the variant after it. A variant receives them as the
/// third parameter of its constructor.
/// </summary>
/// <example>
/// <code>
/// [SharedModule]
/// public sealed partial class Rule(SharedShape shape, RuleOptions options) : SharedModule { … }
///
/// [AdapterVariant("with-rule")]
/// public sealed partial class RuleAdapter(AdapterShape shape, RuleOptions options, Rule rule) : ResidualAdapter { … }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SharedModuleAttribute : Attribute;
