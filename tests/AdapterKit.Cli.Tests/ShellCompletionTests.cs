using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>The scripts of 'adapterkit completion', run by their shells.</summary>
public sealed class ShellCompletionTests
{
    [Theory]
    [InlineData("adapterkit pre", "predict pretrain")]
    [InlineData("adapterkit train --epo", "--epochs")]
    [InlineData("adapterkit predict --task ", "bulk feed-source list-topic reply spam")]
    [InlineData("adapterkit predict --task s", "spam")]
    [InlineData("adapterkit predict '\u00FC \uD83D\uDE00' --task s", "spam")]
    [InlineData("adapterkit train spam --mode h", "head")]
    public void Bash_completes_commands_options_and_task_ids(string line, string expected)
    {
        var run = Shell.Run("bash", $$"""
            export LC_ALL=C.UTF-8
            eval "$(adapterkit completion bash)"
            COMP_LINE={{Quote(line + " after")}}
            COMP_POINT={{line.EnumerateRunes().Count()}}
            COMP_WORDS=({{line}})
            COMP_CWORD=1
            word={{Quote(line.Split(' ')[^1])}}
            _adapterkit_complete adapterkit "$word" before
            [[ $(complete -p adapterkit) == *_adapterkit_complete* ]] || exit 9
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, string.Join(' ', run.Lines.Where(word => !word.StartsWith('-') || expected[0] == '-').Where(IsWord)));
    }

    [Fact]
    public void Bash_runs_no_command_that_a_candidate_contains()
    {
        var run = Shell.Run("bash", """
            eval "$(adapterkit completion bash)"
            adapterkit() { echo 'safe$(echo bad >&2)'; }
            COMP_LINE='adapterkit s' COMP_POINT=12
            _adapterkit_complete adapterkit s adapterkit
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal(("safe$(echo bad >&2)", ""), (run.Output.Trim(), run.Error));
    }

    [SkippableFact]
    public void Zsh_completes_commands_options_and_task_ids()
    {
        Needs.Shell("zsh");

        // The functions of the completion system stand in for an interactive shell.
        var run = Shell.Run("zsh", """
            compdef() { [[ $2 == adapterkit ]] || exit 9 }
            compadd() { print -l -- ${(P)2} }
            eval "$(adapterkit completion zsh)"
            words=(cat x adapterkit predict --task s) words=(adapterkit predict --task s) CURRENT=4 PREFIX=s
            _adapterkit_complete
            """);

        Assert.Equal(("spam", ""), (run.Lines.Single(word => word == "spam"), run.Error));
    }

    [SkippableFact]
    public void Fish_completes_commands_options_and_task_ids()
    {
        Needs.Shell("fish");

        var run = Shell.Run("fish", """
            adapterkit completion fish | source
            complete -C 'adapterkit predict --task s'
            complete -C 'cat x | adapterkit compl'
            """);

        Assert.Equal(["spam", "completion"], run.Lines.Select(line => line.Split('\t')[0]).Where(word => word is "spam" or "completion"));
    }

    [SkippableFact]
    public void PowerShell_completes_commands_options_and_task_ids()
    {
        Needs.Shell("pwsh");

        var run = Shell.Run("pwsh", """
            adapterkit completion pwsh | Out-String | Invoke-Expression
            foreach ($line in 'adapterkit predict --task s', 'adapterkit plugins ') {
                [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
            }
            """);

        Assert.Equal(["spam", "add", "remove"], run.Lines.Where(word => word is "spam" or "add" or "remove"));
    }

    private static bool IsWord(string word) => !word.StartsWith('/');

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
