using System.Text;

namespace AdapterKit.Cli.Tests;

/// <summary>Runs <c>predict</c> over many texts on the tiny backbone.</summary>
internal sealed class Batch(PluginFolder plugins)
{
    /// <summary>Labels lines of standard input.</summary>
    public CommandRun OfLines(IEnumerable<string> lines, params string[] options) =>
        OfBytes(Encoding.UTF8.GetBytes(string.Join('\n', lines)), ["--lines", .. options]);

    public CommandRun OfBytes(byte[] input, params string[] options) =>
        CommandRun.Of(["predict", .. options, "--plugins", plugins.Root], TinyBackbone.Open, input);

    /// <summary>Labels a file, without standard input.</summary>
    public CommandRun OfFile(string path, params string[] options) =>
        CommandRun.Of(["predict", "--data", path, "--json", .. options, "--plugins", plugins.Root], TinyBackbone.Open);
}
