using System.CommandLine;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Commands;

/// <summary>Prints a script that completes command lines in a shell.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        // Not compgen -W, which would run a command that a candidate contains.
        ["bash"] =
            """
            # Put this into ~/.bashrc:  eval "$(adapterkit completion bash)"
            _adapterkit_complete() {
                local candidate
                COMPREPLY=()
                while IFS= read -r candidate; do
                    [[ $candidate == "$2"* ]] && COMPREPLY+=("$candidate")
                done < <(adapterkit "[suggest]" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
            }
            complete -o default -F _adapterkit_complete adapterkit
            """,
        ["zsh"] =
            """
            # Put this into ~/.zshrc, below compinit:  eval "$(adapterkit completion zsh)"
            _adapterkit_complete() {
                local -a candidates
                candidates=(${(f)"$(adapterkit "[suggest]" "${words[1,CURRENT-1]} ${PREFIX}" 2>/dev/null)"})
                compadd -a candidates
            }
            compdef _adapterkit_complete adapterkit
            """,
        ["fish"] =
            """
            # Put this into ~/.config/fish/config.fish:  adapterkit completion fish | source
            complete -c adapterkit -a '(adapterkit "[suggest]" (commandline -cp | string collect) 2>/dev/null)'
            """,
        ["pwsh"] =
            """
            # Put this into $PROFILE:  adapterkit completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName adapterkit -ScriptBlock {
                param($word, $ast, $position)
                $length = $position - $ast.Extent.StartOffset
                adapterkit "[suggest:$length]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
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
