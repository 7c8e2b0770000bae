using System.IO.Compression;
using AdapterKit.Testing;
using TorchSharp;

namespace AdapterKit.Server.Tests;

/// <summary>The task <c>spam</c> with other weights.</summary>
internal static class Retraining
{
    private static readonly string SpamBundle = Path.Combine(AppContext.BaseDirectory, "plugins", "Spam", "spam");

    /// <summary>Changes them.</summary>
    /// <returns>The archive of their bundle, and their hash.</returns>
    public static (byte[] Archive, string Weights) Run(Served server, TemporaryFolder folder)
    {
        using var lease = server.Host.Lease();
        var served = lease.FindTask("spam")!;
        using var task = Bundle.Open(SpamBundle).Load(served.Declaration, served.Backbone);
        using (torch.no_grad())
        {
            foreach (var parameter in task.parameters())
                parameter.mul_(0.5);
        }

        var bundle = Bundle.Save(folder.PathOf("spam"), task);
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in (string[])["adapter.json", "adapter.safetensors"])
                archive.CreateEntryFromFile(Path.Combine(bundle.Directory, file), file);
        }

        return (content.ToArray(), bundle.Manifest.Weights.Hash);
    }
}
