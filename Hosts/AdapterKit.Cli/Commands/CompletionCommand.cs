using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Commands;

/// <summary>Prints a script that completes command lines in a shell.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            # Put this into ~/.bashrc:  eval "$(adapterkit completion bash)"
            _adapterkit_complete() {
                local candidates
                candidates=$(adapterkit "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
                COMPREPLY=($(compgen -W "$candidates" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _adapterkit_complete adapterkit
            """,
        ["zsh"] =
            """
            # Put this into ~/.zshrc:  eval "$(adapterkit completion zsh)"
            _adapterkit_complete() {
                local candidates
                candidates=("${(@f)$(adapterkit "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a candidates
            }
            compdef _adapterkit_complete adapterkit
            """,
        ["fish"] =
            """
            # Put this into ~/.config/fish/config.fish:  adapterkit completion fish | source
            complete -c adapterkit -a '(adapterkit "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """,
        ["pwsh"] =
            """
            # Put this into $PROFILE:  adapterkit completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName adapterkit -ScriptBlock {
                param($word, $ast, $position)
                adapterkit "[suggest:$position]" "$ast" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    private readonly Argument<string> shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh" }
        .AcceptOnlyFromAmong([.. Scripts.Keys]);

    public CompletionCommand(CommandContext context)
        : base("completion", "Print a script that completes commands, options and task ids in a shell.", context) => Add(shell);

    public override IReadOnlyList<string> Examples => ["completion bash", "completion fish"];

    protected override int Run(Invocation invocation)
    {
        invocation.Terminal.Output.WriteLine(Scripts[invocation.Get(shell)!]);
        return ExitCode.Success;
    }
}
