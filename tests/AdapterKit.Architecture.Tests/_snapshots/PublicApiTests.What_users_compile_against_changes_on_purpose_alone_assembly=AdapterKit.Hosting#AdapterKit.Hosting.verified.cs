//HintName: AdapterKit.Hosting.cs
namespace AdapterKit.Hosting
{
    public sealed class PluginAssembly : System.IEquatable<AdapterKit.Hosting.PluginAssembly>
    {
        public PluginAssembly(string Name, string? Contract, string? EntryPoint, System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginTask> Tasks, System.Collections.Immutable.ImmutableDictionary<string, System.Version> References) { }
        public string? Contract { get; init; }
        public string? EntryPoint { get; init; }
        public string Name { get; init; }
        public System.Collections.Immutable.ImmutableDictionary<string, System.Version> References { get; init; }
        public System.Collections.Immutable.ImmutableArray<AdapterKit.Hosting.PluginTask> Tasks { get; init; }
        public static AdapterKit.Hosting.PluginAssembly Read(System.IO.Stream image) { }
    }
    public sealed class PluginHost : System.IDisposable
    {
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskDeclaration> Declarations { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Plugins { get; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> Tasks { get; }
        public void Dispose() { }
        public void Refresh() { }
        public bool Unload(string id) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Discover(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginStatus> Discover(string directory, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost Load(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Backbone backbone, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost Load(string directory, AdapterKit.Backbone backbone, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost LoadDeclarations(System.Collections.Generic.IReadOnlyList<string> directories, AdapterKit.Hosting.PluginHostOptions? options = null) { }
        public static AdapterKit.Hosting.PluginHost LoadDeclarations(string directory, AdapterKit.Hosting.PluginHostOptions? options = null) { }
    }
    public sealed class PluginHostOptions : System.IEquatable<AdapterKit.Hosting.PluginHostOptions>
    {
        public PluginHostOptions() { }
        public System.Collections.Generic.IReadOnlySet<string>? AllowedManifests { get; init; }
    }
    public sealed class PluginManifest : System.IEquatable<AdapterKit.Hosting.PluginManifest>
    {
        public const int CurrentFormat = 1;
        public const string FileName = "plugin.json";
        public PluginManifest(int Format, string Id, string Version, string Contract, string TorchSharp, string Assembly, string EntryPoint, System.Collections.Generic.IReadOnlyList<AdapterKit.Hosting.PluginTask> Tasks, System.Collections.Generic.IReadOnlyDictionary<string, string> Files) { }
        public string Assembly { get; init; }
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
        ManifestInvalid = 3,
        NotAllowed = 4,
        ContractIncompatible = 5,
        TorchSharpIncompatible = 6,
        PathUnsafe = 7,
        FileAltered = 8,
        FileUnlisted = 9,
        SharedAssemblyIncluded = 10,
        ManifestMismatch = 11,
        Duplicate = 12,
        BundleMissing = 13,
        BackboneMismatch = 14,
        LoadFailed = 15,
        MemberMissing = 16,
        BundleRejected = 17,
        SelfTestFailed = 18,
    }
    public sealed class PluginStatus : System.IEquatable<AdapterKit.Hosting.PluginStatus>
    {
        public PluginStatus(string Directory, AdapterKit.Hosting.PluginState State) { }
        public string Directory { get; init; }
        public string Id { get; }
        public bool IsRefused { get; }
        public AdapterKit.Hosting.PluginManifest? Manifest { get; init; }
        public string? ManifestHash { get; init; }
        public string Reason { get; init; }
        public long Size { get; init; }
        public AdapterKit.Hosting.PluginState State { get; init; }
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
}