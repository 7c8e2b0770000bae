using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>Opens the backbone that a command runs on.</summary>
/// <param name="directory">The directory to load it from; <see langword="null"/> for the cache.</param>
/// <param name="terminal">Shows the progress of a download.</param>
/// <param name="cancellationToken">Cancels a download.</param>
internal delegate Backbone BackboneSource(string? directory, Terminal terminal, CancellationToken cancellationToken);
