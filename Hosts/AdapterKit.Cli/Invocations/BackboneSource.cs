using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>Opens the backbone that a command runs on.</summary>
/// <param name="backbone">Its name or directory; <see langword="null"/> for the default.</param>
/// <param name="terminal">Shows the progress of a download.</param>
/// <param name="cancellationToken">Cancels a download.</param>
internal delegate Backbone BackboneSource(string? backbone, Terminal terminal, CancellationToken cancellationToken);
