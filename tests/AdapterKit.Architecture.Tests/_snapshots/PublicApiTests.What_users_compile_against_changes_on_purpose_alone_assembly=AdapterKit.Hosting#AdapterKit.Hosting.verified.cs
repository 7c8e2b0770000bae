//HintName: AdapterKit.Hosting.cs
namespace AdapterKit.Hosting
{
    public sealed class AdapterKitOptions
    {
        public AdapterKitOptions() { }
        public System.Collections.Generic.IList<string> Directories { get; }
        public AdapterKit.Hosting.PluginHostOptions Host { get; set; }
    }
    public sealed class DispatchRejectedException : System.Exception
    {
        public DispatchRejectedException(AdapterKit.Hosting.RejectionReason reason, System.TimeSpan retryAfter, string message) { }
        public AdapterKit.Hosting.RejectionReason Reason { get; }
        public System.TimeSpan RetryAfter { get; }
    }
    public readonly struct DispatchRow : System.IEquatable<AdapterKit.Hosting.DispatchRow>
    {
        public DispatchRow(string? Task, AdapterKit.TaskInput Input) { }
        public AdapterKit.TaskInput Input { get; init; }
        public string? Task { get; init; }
    }
    public sealed class DispatcherOptions : System.IEquatable<AdapterKit.Hosting.DispatcherOptions>
    {
        public DispatcherOptions() { }
        public System.TimeProvider Clock { get; init; }
        public System.TimeSpan DefaultTimeout { get; init; }
        public bool DropsUnderLoad { get; init; }
        public System.Func<AdapterKit.Backbone, AdapterKit.TokenBatch, TorchSharp.torch.Tensor> Embed { get; init; }
        public System.TimeSpan FaultWindow { get; init; }
        public int MaxFaults { get; init; }
        public int MaxGeneratingTexts { get; init; }
        public int MaxQueuedTokens { get; init; }
        public System.TimeSpan MaxTimeout { get; init; }
        public int MaxTokensPerPass { get; init; }
        public System.TimeSpan QuarantineTime { get; init; }
        public System.TimeSpan TargetLatency { get; init; }
    }
    public sealed class DispatcherStatistics : System.IEquatable<AdapterKit.Hosting.DispatcherStatistics>
    {
        public DispatcherStatistics() { }
        public double Busy { get; init; }
        public AdapterKit.Hosting.TrafficStatistics Embeddings { get; init; }
        public double Padding { get; init; }
        public double PassesPerSecond { get; init; }
        public int QueuedRows { get; init; }
        public int QueuedTokens { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<AdapterKit.Hosting.RejectionReason, long> Rejected { get; init; }
        public double RowsPerPass { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<string, AdapterKit.Hosting.TrafficStatistics> Tasks { get; init; }
        public double TokensPerPass { get; init; }
        public AdapterKit.Hosting.TrafficStatistics Total { get; init; }
        public System.TimeSpan Window { get; init; }
    }
    public enum GenerationState
    {
        Served = 0,
        Kept = 1,
        Ending = 2,
    }
    public sealed class GenerationStatus : System.IEquatable<AdapterKit.Hosting.GenerationStatus>
    {
        public GenerationStatus(int Number, AdapterKit.Hosting.GenerationState State, int Leases, int Tasks) { }
        public int Leases { get; init; }
        public int Number { get; init; }
        public AdapterKit.Hosting.GenerationState State { get; init; }
        public int Tasks { get; init; }
    }
    public static class HostTelemetry
    {
        public const string Name = "AdapterKit.Hosting";
    }
    public interface IRowRunner
    {
        System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.ServedTask> RemoteTasks { get; }
        System.Collections.Generic.IAsyncEnumerable<AdapterKit.Hosting.TextPiece> Generate(string task, System.Collections.Generic.IReadOnlyList<string> texts, AdapterKit.GenerationOptions? options = null, string key = "", System.TimeSpan? timeout = default, System.Func<int, System.TimeSpan?>? charge = null, System.Threading.CancellationToken cancellationToken = default);
        System.Threading.Tasks.Task<System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.RowResult>> RunAsync(System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.DispatchRow> rows, string key = "", System.TimeSpan? timeout = default, System.Func<int, System.TimeSpan?>? charge = null, System.Threading.CancellationToken cancellationToken = default);
    }
    public static class NativeHeap
    {
        public static bool TryTrim() { }
    }
    public sealed class OfferedBackbone
    {
        public string Id { get; }
        public string? ModelType { get; }
        public AdapterKit.Backbone Load(System.Func<AdapterKit.BackboneDeclaration, string, AdapterKit.Backbone> load, string? directory = null) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.OfferedBackbone> FindAll(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Hosting.PluginHostOptions? options = null) { }
    }
    public sealed class PluginAssembly : System.IEquatable<AdapterKit.Hosting.PluginAssembly>
    {
        public PluginAssembly(string Name, string? Contract, string? EntryPoint, System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginTask> Tasks, System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginBackbone> Backbones, System.Collections.Immutable.ImmutableDictionary<string, System.Version> References) { }
        public System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginBackbone> Backbones { get; init; }
        public string? Contract { get; init; }
        public string? EntryPoint { get; init; }
        public string Name { get; init; }
        public System.Collections.Immutable.ImmutableDictionary<string, System.Version> References { get; init; }
        public System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginTask> Tasks { get; init; }
        public static AdapterKit.Hosting.PluginAssembly Read(System.IO.Stream image) { }
    }
    public sealed class PluginBackbone : System.IEquatable<AdapterKit.Hosting.PluginBackbone>
    {
        public PluginBackbone(string Id, string? ModelType = null) { }
        public string Id { get; init; }
        public string? ModelType { get; init; }
    }
    public sealed class PluginException : System.Exception
    {
        public PluginException(string message, System.Exception? innerException = null) { }
    }
    public sealed class PluginHost : System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskDeclaration> Declarations { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.GenerationStatus> Generations { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Plugins { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> Tasks { get; }
        public void Dispose() { }
        public AdapterKit.Hosting.TaskLease Lease() { }
        public void Refresh() { }
        public void Rollback() { }
        public void Rollback(string id) { }
        public AdapterKit.Hosting.StagedPlugins Stage() { }
        public AdapterKit.Hosting.StagedPlugins Stage(string id) { }
        public AdapterKit.Hosting.StagedPlugins StageBundle(string task, string directory) { }
        public bool Unload(string id) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Discover(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Discover(string directory, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost Load(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Backbone backbone, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost Load(System.Collections.Generic.IReadOnlyList<string> directories, System.Threading.Tasks.Task<AdapterKit.Backbone> backbone, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost Load(string directory, AdapterKit.Backbone backbone, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost LoadDeclarations(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost LoadDeclarations(string directory, AdapterKit.Hosting.PluginHostOptions? options = null) { }
    }
    public sealed class PluginHostOptions : System.IEquatable<AdapterKit.Hosting.PluginHostOptions>
    {
        public PluginHostOptions() { }
        public System.Collections.Generic.IReadOnlySet<string>? AllowedManifests { get; init; }
        public string? CopyDirectory { get; init; }
        public bool KeepsPrevious { get; init; }
        public System.TimeSpan LoadTimeout { get; init; }
        public Microsoft.Extensions.Logging.ILogger? Logger { get; init; }
        public long MaxPluginBytes { get; init; }
        public System.TimeSpan PredictTimeout { get; init; }
        public System.TimeSpan? WatchInterval { get; init; }
    }
    public static class PluginId
    {
        public const string Form = "1 to 100 letters, digits, \'.\', \'_\' and \'-\', with a letter or digit at the start";
        public const int MaxLength = 100;
        public static bool IsValid(string? id) { }
    }
    public sealed class PluginManifest : System.IEquatable<AdapterKit.Hosting.PluginManifest>
    {
        public const int CurrentFormat = 1;
        public const string FileName = "plugin.json";
        public const int MaxBytes = 1048576;
        public PluginManifest(int Format, string Id, string Version, string Contract, string TorchSharp, string Assembly, string EntryPoint, System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTask> Tasks, System.Collections.Generic.IReadOnlyDictionary<string, string> Files, System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginBackbone>? Backbones = null) { }
        public string Assembly { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginBackbone>? Backbones { get; init; }
        public string Contract { get; init; }
        public string EntryPoint { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Files { get; init; }
        public int Format { get; init; }
        public string Id { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTask> Tasks { get; init; }
        public string TorchSharp { get; init; }
        public string Version { get; init; }
        public byte[] ToUtf8() { }
        public static AdapterKit.Hosting.PluginManifest Parse(byte[] utf8) { }
    }
    public enum PluginState
    {
        Found = 0,
        Active = 1,
        Unloaded = 2,
        NotAPlugin = 3,
        ManifestInvalid = 4,
        TooLarge = 5,
        NotAllowed = 6,
        ContractIncompatible = 7,
        TorchSharpIncompatible = 8,
        PathUnsafe = 9,
        FileAltered = 10,
        FileUnlisted = 11,
        SharedAssemblyIncluded = 12,
        ManifestMismatch = 13,
        Duplicate = 14,
        BundleMissing = 15,
        BackboneMismatch = 16,
        LoadFailed = 17,
        TimedOut = 18,
        MemberMissing = 19,
        BundleRejected = 20,
        SelfTestFailed = 21,
    }
    public sealed class PluginStatus : System.IEquatable<AdapterKit.Hosting.PluginStatus>
    {
        public PluginStatus(string Directory, AdapterKit.Hosting.PluginState State) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginBackbone> Backbones { get; }
        public string Directory { get; init; }
        public string Id { get; }
        public bool IsRefused { get; }
        public AdapterKit.Hosting.PluginManifest? Manifest { get; init; }
        public string? ManifestHash { get; init; }
        public string Reason { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTaskStatus> RefusedTasks { get; }
        public AdapterKit.Hosting.PluginStatus? RefusedUpdate { get; init; }
        public long Size { get; init; }
        public AdapterKit.Hosting.PluginState State { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTaskStatus> TaskStates { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTask> Tasks { get; }
    }
    public sealed class PluginTask : System.IEquatable<AdapterKit.Hosting.PluginTask>
    {
        public PluginTask(string Id, string Backbone, string? BackboneHash = null, string? Bundle = null) { }
        public string Backbone { get; init; }
        public string? BackboneHash { get; init; }
        public string? Bundle { get; init; }
        public string Id { get; init; }
    }
    public sealed class PluginTaskStatus : System.IEquatable<AdapterKit.Hosting.PluginTaskStatus>
    {
        public PluginTaskStatus(string Id, AdapterKit.Hosting.PluginState State, string Reason = "") { }
        public string Id { get; init; }
        public string Reason { get; init; }
        public AdapterKit.Hosting.PluginState State { get; init; }
        public string? WeightsHash { get; init; }
        public long WeightsSize { get; init; }
    }
    public enum RejectionReason
    {
        Overloaded = 0,
        TooLarge = 1,
        RateLimited = 2,
        Stopping = 3,
    }
    public sealed class RequestDispatcher : AdapterKit.Hosting.IRowRunner, System.IAsyncDisposable
    {
        public RequestDispatcher(AdapterKit.Hosting.PluginHost host, AdapterKit.Backbone backbone, AdapterKit.Hosting.DispatcherOptions? options = null) { }
        public bool IsStopping { get; }
        public AdapterKit.Hosting.TaskQuarantine Quarantine { get; }
        public int QueuedTokens { get; }
        public AdapterKit.Hosting.DispatcherStatistics Statistics { get; }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public System.Collections.Generic.IAsyncEnumerable<AdapterKit.Hosting.TextPiece> Generate(string task, System.Collections.Generic.IReadOnlyList<string> texts, AdapterKit.GenerationOptions? options = null, string key = "", System.TimeSpan? timeout = default, System.Func<int, System.TimeSpan?>? charge = null, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Threading.Tasks.Task<T> InvokeAsync<T>(System.Func<T> code, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Threading.Tasks.Task<System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.RowResult>> RunAsync(System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.DispatchRow> rows, string key = "", System.TimeSpan? timeout = default, System.Func<int, System.TimeSpan?>? charge = null, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Threading.Tasks.Task StopAsync(System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class RowResult : System.IEquatable<AdapterKit.Hosting.RowResult>
    {
        public RowResult(AdapterKit.Hosting.RowState State, string Reason = "") { }
        public int DroppedLayers { get; init; }
        public System.ReadOnlyMemory<float> Embedding { get; init; }
        public int Generation { get; init; }
        public AdapterKit.TaskPrediction? Prediction { get; init; }
        public string Reason { get; init; }
        public AdapterKit.Hosting.RowState State { get; init; }
        public int Tokens { get; init; }
        public string? WeightsHash { get; init; }
    }
    public enum RowState
    {
        Answered = 0,
        Failed = 1,
        Late = 2,
        NotFound = 3,
        Unfit = 4,
        Quarantined = 5,
        Unreachable = 6,
    }
    public sealed class ServedTask : System.IEquatable<AdapterKit.Hosting.ServedTask>
    {
        public ServedTask(string Id, string Kind, System.Collections.Generic.IReadOnlyList<string> Labels, bool ReadsPairs, int MaxTokens, string? WeightsHash) { }
        public string Id { get; init; }
        public string Kind { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; init; }
        public int MaxTokens { get; init; }
        public bool ReadsPairs { get; init; }
        public string? WeightsHash { get; init; }
        public static AdapterKit.Hosting.ServedTask Of(AdapterKit.TaskAdapter task) { }
    }
    public sealed class StagedPlugins : System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Plugins { get; }
        public void Activate() { }
        public void Dispose() { }
    }
    public sealed class TaskLease : System.IDisposable
    {
        public int Generation { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> Tasks { get; }
        public void Dispose() { }
        public AdapterKit.TaskAdapter? FindTask(string id) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAnswers> Predict(System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> tasks, System.Collections.Generic.IReadOnlyList<AdapterKit.TaskInput> inputs, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class TaskQuarantine
    {
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Tasks { get; }
        public void Add(string task, string reason) { }
        public string? FindReason(string task) { }
        public bool Release(string task) { }
    }
    public readonly struct TextPiece : System.IEquatable<AdapterKit.Hosting.TextPiece>
    {
        public TextPiece(int Index, string Text) { }
        public AdapterKit.Hosting.TextSummary? End { get; init; }
        public int Index { get; init; }
        public string Text { get; init; }
    }
    public sealed class TextSummary : System.IEquatable<AdapterKit.Hosting.TextSummary>
    {
        public TextSummary(AdapterKit.Hosting.RowState State, string Reason = "") { }
        public AdapterKit.FinishReason? Finish { get; init; }
        public int Generation { get; init; }
        public int NewTokens { get; init; }
        public int PromptTokens { get; init; }
        public string Reason { get; init; }
        public AdapterKit.Hosting.RowState State { get; init; }
        public string? WeightsHash { get; init; }
    }
    public sealed class TrafficStatistics : System.IEquatable<AdapterKit.Hosting.TrafficStatistics>
    {
        public TrafficStatistics(double RowsPerSecond, System.TimeSpan Median, System.TimeSpan Percentile99, long Failed, long Late) { }
        public long Failed { get; init; }
        public long Late { get; init; }
        public System.TimeSpan Median { get; init; }
        public System.TimeSpan Percentile99 { get; init; }
        public double RowsPerSecond { get; init; }
        public static AdapterKit.Hosting.TrafficStatistics None { get; }
    }
}