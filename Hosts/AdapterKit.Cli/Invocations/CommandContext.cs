using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>What the commands share.</summary>
/// <param name="Terminal">Where they read and write.</param>
/// <param name="Options">The options that each of them has.</param>
/// <param name="OpenBackbone">Where their backbone comes from.</param>
internal sealed record CommandContext(Terminal Terminal, CommonOptions Options, BackboneSource OpenBackbone);
