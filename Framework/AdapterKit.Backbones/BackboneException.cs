namespace AdapterKit.Backbones;

/// <summary>A backbone cannot be loaded: it is unknown, or its files are missing, damaged or not the pinned ones.</summary>
public sealed class BackboneException(string message, Exception? inner = null) : Exception(message, inner);
