namespace AdapterKit.Hosting;

/// <summary>A plugin does not give what it offers. The message says what is wrong, where, and what to do.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause.</param>
public sealed class PluginException(string message, Exception? innerException = null) : Exception(message, innerException);
