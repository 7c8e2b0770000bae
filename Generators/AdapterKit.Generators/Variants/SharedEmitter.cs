using System;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a shared module: registration, initialization and published names.</summary>
internal static class SharedEmitter
{
    public static string Emit(SharedModel module) => GeneratedFile.Write(module.Type, UsedTypes.SharedModules, "", writer =>
    {
        WriteNames(writer, "HubNames", module.Components, component => component.HubName);
        WriteNames(writer, "PeftNames", module.Components, component => component.PeftName);
        InitializationEmitter.Write(writer, module.Type, module.Components);
        ComponentEmitter.Write(writer, module.Type, module.Components);
    });

    private static void WriteNames(
        CodeWriter writer, string property, EquatableArray<Component> components, Func<Component, PublishedName?> getName)
    {
        if (!components.Any(component => getName(component) is not null))
            return;

        writer.Lines(
            $"""
            /// <inheritdoc />
            {GeneratedCodeAttribute}
            """);
        const string Type = "global::System.Collections.Generic.IReadOnlyList<PublishedName>";
        using (writer.Open($"public override {Type} {property} {{ get; }} = [", "];", brace: false))
            NamesEmitter.WriteEntries(writer, components, getName);

        writer.Line();
    }
}
