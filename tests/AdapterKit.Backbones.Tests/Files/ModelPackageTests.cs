using System.Security.Cryptography;

namespace AdapterKit.Backbones.Tests;

public sealed class ModelPackageTests
{
    [SkippableFact]
    public void Every_file_of_the_published_package_has_the_pinned_hash()
    {
        var directory = PublishedModel.Directory;

        Assert.Equal(9, UseLiteModel.Package.Files.Count);
        Assert.All(UseLiteModel.Package.Files, file =>
        {
            var content = File.ReadAllBytes(Path.Combine(directory, file.Path));
            Assert.Equal(file.Hash, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content)));
        });
    }
}
