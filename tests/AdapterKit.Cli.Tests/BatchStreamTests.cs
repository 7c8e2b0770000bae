using System.IO.Pipelines;
using System.Text;
using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Tests;

public sealed class BatchStreamTests : IDisposable
{
    private readonly PluginFolder plugins = PluginFolder.OnTinyBackbone("Spam");

    public void Dispose() => plugins.Dispose();

    [Fact]
    public async Task First_results_come_before_the_input_ends_and_only_one_chunk_is_held()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var output = new WatchedOutput();
        var run = Task.Run(() => CommandRun.Of(
            ["predict", "--lines", "--json", "--plugins", plugins.Root], TinyBackbone.Open, pipe.Reader.AsStream(), output));

        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a text\n", 700))));
        await output.WaitForLines(512).WaitAsync(TimeSpan.FromMinutes(1));
        var early = output.Count;
        await pipe.Writer.CompleteAsync();
        var result = await run.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(512, early);
        Assert.Equal((ExitCode.Success, 700), (result.ExitCode, output.Count));
    }

    [Fact]
    public void Cancellation_keeps_what_is_done_and_ends_before_the_next_chunk()
    {
        var lines = string.Concat(Enumerable.Repeat("a text\n", 2000));

        var run = CommandRun.Of(
            ["predict", "--lines", "--json", "--plugins", plugins.Root],
            TinyBackbone.Open,
            Encoding.UTF8.GetBytes(lines),
            stopAt: "\"done\":1024");

        Assert.Equal((ExitCode.Canceled, 1024), (run.ExitCode, run.Lines.Count));
    }

    [Fact]
    public void Cancellation_ends_an_endless_input_without_any_text()
    {
        using var endless = new EndlessLines(limit: 100_000);
        using var output = new StringWriter();

        var run = CommandRun.Of(
            ["predict", "--lines", "--plugins", plugins.Root], TinyBackbone.Open, endless, output, stopAt: "512 texts");

        Assert.Equal((ExitCode.Canceled, 512), (run.ExitCode, run.Lines.Count));
    }

    /// <summary>Empty lines, until a test has clearly failed.</summary>
    private sealed class EndlessLines(long limit) : MemoryStream
    {
        private long left = limit;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(left, buffer.Length);
            buffer[..count].Fill((byte)'\n');
            left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }

    private sealed class WatchedOutput : StringWriter
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int awaited = int.MaxValue;

        public int Count { get; private set; }

        public Task WaitForLines(int count)
        {
            awaited = count;
            if (Count >= count)
                reached.TrySetResult();

            return reached.Task;
        }

        public override void WriteLine(string? value)
        {
            if (++Count >= Volatile.Read(ref awaited))
                reached.TrySetResult();
        }
    }
}
