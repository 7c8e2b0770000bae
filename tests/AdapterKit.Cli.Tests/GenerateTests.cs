using System.Text;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

public sealed class GenerateTests
{
    [Fact]
    public void A_text_is_continued_as_the_library_continues_it()
    {
        using var model = TinyDecoder.Open();
        using var plan = model.Compile();
        var expected = model.Generate(["abc"], plan, new GenerationOptions { MaxNewTokens = 12 })[0];

        var plain = Generate("abc", "--tokens", "12");
        var json = Generate("abc", "--tokens", "12", "--json").Json;

        Assert.Equal((ExitCode.Success, $"{expected.Text}\n"), (plain.ExitCode, plain.Output));
        Assert.Equal("abc", json.GetProperty("prompt").GetString());
        Assert.Equal(expected.Text, json.GetProperty("text").GetString());
        Assert.Equal(12, json.GetProperty("tokens").GetInt32());
        Assert.Equal("Length", json.GetProperty("finishReason").GetString());
    }

    [Fact]
    public void Draws_depend_on_the_seed_alone()
    {
        string[] options = ["abc", "--temperature", "1.5", "--top-k", "20", "--top-p", "0.95", "--tokens", "20"];

        Assert.Equal(Generate([.. options, "--seed", "3"]), Generate([.. options, "--seed", "3"]));
        Assert.NotEqual(Generate([.. options, "--seed", "3"]), Generate([.. options, "--seed", "4"]));
    }

    [Fact]
    public void A_continuation_ends_at_a_text_to_stop_at()
    {
        var text = Generate("abc", "--tokens", "12", "--json").Json.GetProperty("text").GetString()!;
        var stopped = Generate("abc", "--tokens", "12", "--json", "--stop", text[..2], "--stop", "no such text").Json;

        Assert.Equal("StopText", stopped.GetProperty("finishReason").GetString());
        Assert.Equal(text[..2], stopped.GetProperty("text").GetString());
    }

    [Fact]
    public void Every_line_of_the_input_is_continued()
    {
        var run = CommandRun.Of(
            ["generate", "--tokens", "3", "--json"], (_, _, _) => TinyDecoder.Open(), Encoding.UTF8.GetBytes("one\ntwo\n"));

        Assert.Equal(["one", "two"], run.JsonLines.Select(line => line.GetProperty("prompt").GetString()));
    }

    [Theory]
    [InlineData("--task and --adapter are both given", "abc", "--task", "spam", "--adapter", "folder")]
    [InlineData("no-such-folder", "abc", "--adapter", "no-such-folder")]
    [InlineData("The text is empty", "")]
    [InlineData("--top-p must be above 0 and at most 1, not '0'", "abc", "--top-p", "0")]
    [InlineData("--stop is empty", "abc", "--stop", "")]
    [InlineData("has 70 tokens, but the model reads 64", "0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void Mistakes_are_named(string expected, params string[] arguments)
    {
        var run = Generate(arguments);

        Assert.Equal((ExitCode.BadInput, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_writes_no_text()
    {
        var run = CommandRun.Of(["generate", "abc"], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("predicts no tokens", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_of_another_kind_writes_no_text()
    {
        using var plugins = PluginFolder.OnTinyBackbone("Spam");
        var run = CommandRun.Of(["generate", "abc", "--task", "spam", "--plugins", plugins.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("Task 'spam' is of the kind 'classification' and writes no text", run.Error, StringComparison.Ordinal);
    }

    private static CommandRun Generate(params string[] arguments) =>
        CommandRun.Of(["generate", .. arguments], (_, _, _) => TinyDecoder.Open());

    /// <summary>A small random GPT-2 that reads characters.</summary>
    private static class TinyDecoder
    {
        public static Gpt2Model Open()
        {
            manual_seed(7);
            var config = new Gpt2Config { Vocabulary = 128, Hidden = 16, Layers = 2, Heads = 2, Positions = 64, Dropout = 0 };
            return new Gpt2Model(config, new PretrainedIdentity("tiny-gpt2", "random", new CharacterTokenizer()));
        }
    }

    private sealed class CharacterTokenizer : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. text.Select(letter => letter % 128)];

        // No line breaks, which would end the output.
        public string TextOf(int id) => ((char)('!' + (id % 90))).ToString();
    }
}
