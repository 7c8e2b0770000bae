using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AdapterKit.Backbones;

/// <summary>Reads files that are embedded in an assembly, without loading the assembly.</summary>
internal static class EmbeddedResource
{
    /// <summary>Reads a resource.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="name">The name of the resource.</param>
    /// <exception cref="BackboneException">The file is no assembly, or does not contain the resource.</exception>
    public static byte[] Read(string assembly, string name)
    {
        try
        {
            using var stream = new FileStream(assembly, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var file = new PEReader(stream);
            var offset = FindOffset(file, name)
                ?? throw new BackboneException(
                    $"{assembly} does not contain {name}. Delete the package's directory; the next run fetches it.");
            using var reader = new BinaryReader(stream);
            stream.Position = offset;
            return reader.ReadBytes(reader.ReadInt32());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new BackboneException($"{assembly} cannot be read: {error.Message}", error);
        }
    }

    private static long? FindOffset(PEReader file, string name)
    {
        if (!file.HasMetadata || file.PEHeaders.CorHeader is not { } header
            || !file.PEHeaders.TryGetDirectoryOffset(header.ResourcesDirectory, out var start))
            return null;

        var metadata = file.GetMetadataReader();
        foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
        {
            if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
                return start + resource.Offset;
        }

        return null;
    }
}
