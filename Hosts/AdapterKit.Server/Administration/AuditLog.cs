using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Writes down who did what, and what came of it: to the log, and to a file that only grows.</summary>
internal sealed class AuditLog(IOptions<ServerOptions> options, ILoggerFactory loggers, TimeProvider clock)
{
    private static readonly Action<ILogger, string, string, string, Exception?> Act = LoggerMessage.Define<string, string, string>(
        LogLevel.Information, new EventId(1, nameof(Act)), "{Who}: {What}: {Outcome}");

    private readonly ILogger log = loggers.CreateLogger("AdapterKit.Audit");
    private readonly Lock gate = new();

    public void Write(string who, string what, string outcome)
    {
        Act(log, who, what, outcome, null);
        if (options.Value.Admin.AuditFile is not { } file)
            return;

        var act = new { When = clock.GetUtcNow(), Who = who, What = what, Outcome = outcome };
        var line = JsonSerializer.Serialize(act, JsonSerializerOptions.Web);
        lock (gate)
            File.AppendAllText(file, line + "\n");
    }
}
