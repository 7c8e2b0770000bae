using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class MailTests
{
    [Theory]
    [InlineData("utf-7")]
    [InlineData("unicode-1-1-utf-7")]
    [InlineData("x-unknown")]
    public void A_mail_of_any_charset_is_labeled(string charset)
    {
        var run = Predict($"Subject: Lunch\nContent-Type: text/plain; charset={charset}\n\nHi +ADw-are you coming+AD4-");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_mail_with_a_subject_alone_is_labeled_with_a_notice()
    {
        var run = Predict("Subject: Lunch\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("only its subject is labeled", run.Error, StringComparison.Ordinal);
        Assert.Equal("Lunch.".Length, run.Json.NumberAt("tokens"));
    }

    [Theory]
    [InlineData("From: a@example.org\n\n", "neither a subject nor a text")]
    [InlineData("no header", "is not a mail")]
    [InlineData("", "is not a mail")]
    public void A_mail_with_nothing_to_label_is_refused(string mail, string expected)
    {
        var run = CommandRun.Of(["predict", "--mail"], CommandRun.NoBackbone, Encoding.UTF8.GetBytes(mail));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static CommandRun Predict(string mail)
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        return CommandRun.Of(
            ["predict", "--mail", "--json", "--plugins", plugins.Root], TinyBackbone.Open, Encoding.UTF8.GetBytes(mail));
    }
}
