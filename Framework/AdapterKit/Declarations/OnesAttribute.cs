namespace AdapterKit;

/// <summary>Starts a weight at one; a bias starts at zero.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OnesAttribute : Attribute;
