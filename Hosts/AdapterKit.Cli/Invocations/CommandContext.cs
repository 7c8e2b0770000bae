using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>What all commands share.</summary>
/// <param name="Terminal">The streams they read and write.</param>
/// <param name="Options">The options that every command has.</param>
/// <param name="OpenBackbone">Opens their backbone.</param>
internal sealed record CommandContext(Terminal Terminal, CommonOptions Options, BackboneSource OpenBackbone);
