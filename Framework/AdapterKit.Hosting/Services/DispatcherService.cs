using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdapterKit.Hosting;

/// <summary>Runs a dispatcher warm before the application is ready, and drains it before the application ends.</summary>
/// <param name="services">The dispatcher, its host and its backbone.</param>
internal sealed class DispatcherService(IServiceProvider services) : IHostedService
{
    // Several lengths and numbers of rows, from which the cost of a pass is learned.
    private static readonly int[] Words = [1, 8, 32, 100];
    private static readonly int[] Rows = [1, 4, 16];

    private RequestDispatcher? dispatcher;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        dispatcher = services.GetRequiredService<RequestDispatcher>();
        var tasks = services.GetRequiredService<PluginHost>().Tasks;
        foreach (var (words, count) in Words.SelectMany(_ => Rows, (words, count) => (words, count)))
        {
            var text = string.Join(' ', Enumerable.Repeat("word", words));
            List<DispatchRow> rows = [.. tasks.Where(task => !task.Declaration.Kind.Reading.ReadsImages).Select(
                task => new DispatchRow(task.Id, new TaskInput(text, task.Declaration.Kind.Reading.IsPaired ? text : null)))];
            rows.Add(new DispatchRow(null, new TaskInput(text)));

            // A machine that is busy still starts.
            await dispatcher.RunAsync(
                [.. Enumerable.Range(0, count).Select(index => rows[index % rows.Count])],
                timeout: TimeSpan.MaxValue,
                cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // A host may be stopped again when its container is gone.
    public Task StopAsync(CancellationToken cancellationToken) => dispatcher?.StopAsync(cancellationToken) ?? Task.CompletedTask;
}
