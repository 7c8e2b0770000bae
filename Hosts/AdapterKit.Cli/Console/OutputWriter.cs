using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AdapterKit.Cli.Console;

/// <summary>Writes results, and tells a result that could not be written from an input that could not be read.</summary>
/// <param name="inner">The writer of a standard stream.</param>
/// <param name="isRequired">Whether a failure ends the command; otherwise, what cannot be written is lost.</param>
internal sealed class OutputWriter(TextWriter inner, bool isRequired = true) : TextWriter
{
    private const int StandardOutput = 1;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>The writer of this process's standard output, which does not lose an error as <c>Console.Out</c> does.</summary>
    public static TextWriter OfProcess() => System.Console.IsOutputRedirected
        ? new OutputWriter(new StreamWriter(OpenStream(), new UTF8Encoding(false)) { AutoFlush = true })
        : System.Console.Out;

    /// <summary>The writer of this process's standard error. A message that nobody can read is no reason to stop.</summary>
    public static TextWriter OfProcessErrors() => System.Console.IsErrorRedirected
        ? new OutputWriter(System.Console.Error, isRequired: false)
        : System.Console.Error;

    public override void Write(char value) => Guard(() => inner.Write(value));

    public override void Write(string? value) => Guard(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guard(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    public override void Flush() => Guard(inner.Flush);

    // The console's stream ignores that nobody reads a pipe any more. A file stream would overwrite what standard error writes to the
    // same file, but it does not know a position in a pipe.
    private static Stream OpenStream()
    {
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                var pipe = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!pipe.CanSeek)
                    return pipe;
            }
            catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
            {
                // Standard output is closed; the console's stream says so at the first result.
            }
        }

        return System.Console.OpenStandardOutput();
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (isRequired)
                throw new OutputException($"The result could not be written to standard output: {error.Message}", error);
        }
    }
}
