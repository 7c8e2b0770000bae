using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Writes down who did what, and what came of it: to the log, and to a file that only grows.</summary>
internal sealed class AuditLog(IOptions<ServerOptions> options, ILoggerFactory loggers, TimeProvider clock)
{
    private const int MaxRecent = 100;

    private static readonly Action<ILogger, string, string, string, Exception?> Act = LoggerMessage.Define<string, string, string>(
        LogLevel.Information, new EventId(1, nameof(Act)), "{Who}: {What}: {Outcome}");

    private readonly ILogger log = loggers.CreateLogger("AdapterKit.Audit");
    private readonly Lock gate = new();
    private readonly Queue<AuditEntry> recent = new(MaxRecent);

    /// <summary>The latest acts, the newest first.</summary>
    public IReadOnlyList<AuditEntry> Recent
    {
        get
        {
            lock (gate)
                return [.. recent.Reverse()];
        }
    }

    public void Write(string who, string what, string outcome)
    {
        Act(log, who, what, outcome, null);
        var act = new AuditEntry(clock.GetUtcNow(), who, what, outcome);
        lock (gate)
        {
            if (recent.Count == MaxRecent)
                recent.Dequeue();

            recent.Enqueue(act);
            if (options.Value.Admin.AuditFile is { } file)
                File.AppendAllText(file, JsonSerializer.Serialize(act, JsonSerializerOptions.Web) + "\n");
        }
    }
}
