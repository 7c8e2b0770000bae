using System;

namespace AdapterKit.Generators;

/// <summary>Writes what other libraries call the components of a class.</summary>
internal static class NamesEmitter
{
    /// <summary>Writes an element of a collection for each component with a name.</summary>
    public static void WriteEntries(CodeWriter writer, EquatableArray<Component> components, Func<Component, PublishedName?> getName)
    {
        foreach (var component in components)
        {
            if (getName(component) is not { } name)
                continue;

            var own = name.Of is { } parameter ? $"{component.Key}.{parameter}" : component.Key;
            var form = name.IsColumn ? " { IsColumn = true }" : name.IsRow ? " { IsRow = true }" : "";
            writer.Line($"new({Literal.From(own)}, {Literal.From(name.Name)}){form},");
        }
    }
}
