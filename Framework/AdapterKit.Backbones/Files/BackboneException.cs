namespace AdapterKit.Backbones;

/// <summary>A backbone cannot be loaded: its id is unknown, or its files are missing, damaged or not the published ones.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class BackboneException(string message, Exception? inner = null) : Exception(message, inner);
