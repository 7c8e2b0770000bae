using System.Text;

namespace AdapterKit.Cli.Console;

/// <summary>Writes results, and tells a result that could not be written from an input that could not be read.</summary>
/// <param name="inner">The writer of standard output.</param>
internal sealed class OutputWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>The writer of this process's standard output, which does not lose an error as <c>Console.Out</c> does.</summary>
    public static TextWriter OfProcess() => System.Console.IsOutputRedirected
        ? new OutputWriter(new StreamWriter(System.Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true })
        : System.Console.Out;

    public override void Write(char value) => Guard(() => inner.Write(value));

    public override void Write(string? value) => Guard(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guard(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    public override void Flush() => Guard(inner.Flush);

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            throw new OutputException($"The result could not be written to standard output: {error.Message}", error);
        }
    }
}
