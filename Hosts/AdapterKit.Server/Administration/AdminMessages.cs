using System.ComponentModel;

namespace AdapterKit.Server;

[Description("What is served, what waits, and what was done in the last minute.")]
internal sealed record AdminStatus(
    [property: Description("Counts the changes of what is served.")] int Generation,
    [property: Description("The generations that are alive, the newest first.")] IReadOnlyList<AdminGeneration> Generations,
    [property: Description("Whether there is one to go back to.")] bool CanRollBack,
    BackboneInfo Backbone,
    AdminProcess Process,
    AdminTraffic Traffic,
    IReadOnlyList<AdminPlugin> Plugins,
    [property: Description("The tasks that are out of service, each with the reason and its last fault.")]
    IReadOnlyDictionary<string, string> Quarantined,
    [property: Description("The plugins as they would be after activation; null if nothing is staged.")]
    IReadOnlyList<AdminPlugin>? Staged,
    [property: Description("What an act could not do on the other servers of a cluster; null if nothing failed.")]
    string? Warning = null);

[Description("A generation: Served, Kept to go back to, or Ending with the last lease on it.")]
internal sealed record AdminGeneration(
    int Number, string State, [property: Description("The passes and requests that use it now.")] int Leases, int Tasks);

[Description("The process; sizes in bytes.")]
internal sealed record AdminProcess(double UptimeSeconds, long WorkingSet, long ManagedMemory);

[Description("What the dispatcher has done in the last minute, and what waits.")]
internal sealed record AdminTraffic(
    double WindowSeconds,
    int QueuedRows,
    int QueuedTokens,
    int MaxQueuedTokens,
    double PassesPerSecond,
    double RowsPerPass,
    [property: Description("Padding included.")] double TokensPerPass,
    int MaxTokensPerPass,
    [property: Description("The part of all tokens that is padding, from 0 to 1.")] double Padding,
    [property: Description("The part of the time in which a pass ran, from 0 to 1.")] double Busy,
    [property: Description("Requests that were not accepted, by reason.")] IReadOnlyDictionary<string, long> Rejected,
    AdminRows Total,
    AdminRows Embeddings);

[Description("What became of rows in the last minute; times in milliseconds, from arrival to answer.")]
internal sealed record AdminRows(double RowsPerSecond, double P50, double P99, long Failed, long Late);

[Description("A plugin with its state.")]
internal sealed record AdminPlugin(
    string Id,
    string? Version,
    string State,
    string Reason,
    string? ManifestHash,
    IReadOnlyList<AdminTask> Tasks,
    [property: Description("What was found in its place and refused, so that it goes on as it was.")] AdminPlugin? RefusedUpdate);

[Description("A task of a plugin with its state.")]
internal sealed record AdminTask(
    string Id,
    string State,
    string Reason,
    [property: Description("The hash of its weights.")] string? Weights,
    [property: Description("The size of its weights in memory, in bytes.")] long WeightsSize,
    [property: Description("texts or pairs; null for a task that is not served.")] string? Reads,
    [property: Description("The tasks that it fuses.")] IReadOnlyList<string> Members,
    AdminRows? Traffic);

[Description("Why a task is quarantined.")]
internal sealed record QuarantineRequest(string? Reason);

[Description("A text to try a task with.")]
internal sealed record TryRequest(string? Text, [property: Description("The other text of a pair.")] string? Second);

[Description("What the fusion of a task attends to: shares that add up to 1, null where a member has no adapter.")]
internal sealed record AttentionResponse(
    string Task,
    IReadOnlyList<string> Members,
    [property: Description("The mean over the tokens at each site.")] IReadOnlyList<AttentionSite> Sites,
    [property: Description("The mean over the sites at each token.")] IReadOnlyList<AttentionToken> Tokens);

[Description("A place in the model where adapters are fused.")]
internal sealed record AttentionSite(int Layer, string Point, IReadOnlyList<double?> Weights);

[Description("A token.")]
internal sealed record AttentionToken(string Text, IReadOnlyList<double> Weights);

[Description("An act: who, what, and what came of it.")]
internal sealed record AuditEntry(DateTimeOffset When, string Who, string What, string Outcome);

[Description("A bundle that was sent.")]
internal sealed record AdminBundle(
    [property: Description("The hash of its archive.")] string Hash, long Size, DateTimeOffset Since);

[Description("Which weights to try.")]
internal sealed record StageBundleRequest([property: Description("The hash of a bundle that was sent.")] string? Bundle);
