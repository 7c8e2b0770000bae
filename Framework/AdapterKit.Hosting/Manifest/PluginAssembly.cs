using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AdapterKit.Hosting;

/// <summary>What an assembly's metadata says about the plugin in it. Nothing is loaded or executed.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Contract">The contract version that the assembly was compiled against.</param>
/// <param name="EntryPoint">The full name of the generated entry point.</param>
/// <param name="Tasks">The declared tasks and their backbones.</param>
/// <param name="Backbones">The backbones that it offers.</param>
/// <param name="References">The referenced assemblies and their versions.</param>
public sealed record PluginAssembly(
    string Name,
    string? Contract,
    string? EntryPoint,
    ImmutableArray<PluginTask> Tasks,
    ImmutableArray<PluginBackbone> Backbones,
    ImmutableDictionary<string, Version> References)
{
    /// <summary>Reads an assembly's metadata.</summary>
    /// <param name="image">The assembly file.</param>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    public static PluginAssembly Read(Stream image)
    {
        try
        {
            using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } reader
                ? Read(reader)
                : throw new BadImageFormatException("The file is not a .NET assembly.");
        }
        catch (Exception error) when (error is not (BadImageFormatException or IOException))
        {
            // The reader trusts the metadata, and ends in all kinds of exceptions where these lie.
            throw new BadImageFormatException($"The metadata of the file are damaged: {error.Message}", error);
        }
    }

    private static PluginAssembly Read(MetadataReader reader)
    {
        var facts = ReadFacts(reader).ToLookup(fact => fact.Key, fact => fact.Value);
        return new PluginAssembly(
            reader.GetString(reader.GetAssemblyDefinition().Name),
            facts["AdapterKit.Contract"].FirstOrDefault(),
            facts["AdapterKit.Plugin"].FirstOrDefault(),
            [.. facts["AdapterKit.Task"].Select(ReadTask)],
            [.. facts["AdapterKit.Backbone"].Select(ReadBackbone)],
            reader.AssemblyReferences.Select(reader.GetAssemblyReference)
                .GroupBy(reference => reader.GetString(reference.Name), reference => reference.Version)
                .ToImmutableDictionary(reference => reference.Key, reference => reference.Max()!));
    }

    private static PluginTask ReadTask(string fact) => fact.Split('@') is [var task, var backbone]
        ? new PluginTask(task, backbone)
        : throw new BadImageFormatException($"The metadata 'AdapterKit.Task' must have the form 'task@backbone', but it is '{fact}'.");

    private static PluginBackbone ReadBackbone(string fact) => fact.Split('@', 2) is [var id, var modelType]
        ? new PluginBackbone(id, modelType)
        : new PluginBackbone(fact);

    private static IEnumerable<(string Key, string Value)> ReadFacts(MetadataReader reader)
    {
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (!IsAssemblyMetadata(reader, attribute.Constructor))
                continue;

            // The constructor takes two strings, and the value starts with a prolog of two bytes (ECMA-335 II.23.3).
            var value = reader.GetBlobReader(attribute.Value);
            if (value.ReadUInt16() == 1 && value.ReadSerializedString() is { } key && value.ReadSerializedString() is { } text)
                yield return (key, text);
        }
    }

    private static bool IsAssemblyMetadata(MetadataReader reader, EntityHandle constructor) =>
        constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && reader.GetTypeReference((TypeReferenceHandle)parent) is var type
        && reader.StringComparer.Equals(type.Name, "AssemblyMetadataAttribute")
        && reader.StringComparer.Equals(type.Namespace, "System.Reflection");
}
