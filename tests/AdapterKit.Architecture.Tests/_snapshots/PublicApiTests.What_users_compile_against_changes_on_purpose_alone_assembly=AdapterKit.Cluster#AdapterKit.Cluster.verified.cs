//HintName: AdapterKit.Cluster.cs
namespace AdapterKit.Cluster
{
    public sealed class AdapterKitClusterOptions
    {
        public AdapterKitClusterOptions() { }
        public System.Net.IPAddress Address { get; set; }
        public System.Func<string, string, System.IO.Stream, System.Threading.CancellationToken, System.Threading.Tasks.Task>? ApplyWeights { get; set; }
        public AdapterKit.Cluster.IBlobStore? Blobs { get; set; }
        public System.Func<string, int, System.TimeSpan?>? Charge { get; set; }
        public string ClusterId { get; set; }
        public System.TimeSpan DefaultTimeout { get; set; }
        public int PrimaryPort { get; set; }
        public string? Redis { get; set; }
        public System.TimeSpan ReportInterval { get; set; }
        public int SiloPort { get; set; }
    }
    public sealed class FolderBlobStore : AdapterKit.Cluster.IBlobStore
    {
        public FolderBlobStore(string directory) { }
        public System.Threading.Tasks.Task<System.IO.Stream?> OpenAsync(string hash, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Threading.Tasks.Task PutAsync(string hash, System.IO.Stream content, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public interface IBlobStore
    {
        System.Threading.Tasks.Task<System.IO.Stream?> OpenAsync(string hash, System.Threading.CancellationToken cancellationToken = default);
        System.Threading.Tasks.Task PutAsync(string hash, System.IO.Stream content, System.Threading.CancellationToken cancellationToken = default);
    }
    public interface IClusterWeights
    {
        System.Threading.Tasks.Task PublishAsync(string task, string hash, System.IO.Stream archive, System.Threading.CancellationToken cancellationToken = default);
        System.Threading.Tasks.Task WithdrawAsync(string task, System.Threading.CancellationToken cancellationToken = default);
    }
}