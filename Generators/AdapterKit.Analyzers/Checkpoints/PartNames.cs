using System;
using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>The parts that a sub-layer publishes.</summary>
/// <remarks>A part whose name joins the names of others consists of them: <c>qkv</c> is <c>q</c>, <c>k</c> and <c>v</c>.</remarks>
internal sealed class PartNames(IReadOnlyList<string> names)
{
    /// <summary>All names; empty if the type does not list them.</summary>
    public IReadOnlyList<string> All { get; } = names;

    /// <summary>Finds the parts of a type; <c>null</c> if it has none.</summary>
    public static PartNames? Find(ITypeSymbol type, KnownTypes known)
    {
        if (!type.Implements(known.WeightParts))
            return null;

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.FindAttribute(known.WeightPartsAttribute) is { } attribute)
                return new PartNames(attribute.GetTexts());
        }

        return new PartNames([]);
    }

    /// <summary>Whether the type may have a part.</summary>
    public bool MayContain(string name) => All.Count == 0 || All.Contains(name);

    /// <summary>Returns the parts that a part consists of, or the part itself.</summary>
    public IReadOnlyList<string> Split(string name) => Split(name, whole: name) ?? [name];

    /// <summary>Returns the part that a wrong name probably means, such as <c>q</c> for <c>query</c>.</summary>
    public string? FindNearest(string name) =>
        All.Where(part => name.StartsWith(part, StringComparison.OrdinalIgnoreCase)).OrderByDescending(part => part.Length).FirstOrDefault()
        ?? (Nearest.Find(name, All) is { } nearest && Nearest.CountEdits(name, nearest) < name.Length ? nearest : null);

    private List<string>? Split(string rest, string whole)
    {
        if (rest.Length == 0)
            return [];

        foreach (var first in All.Where(part => part.Length > 0 && part != whole && rest.StartsWith(part, StringComparison.Ordinal)))
        {
            if (Split(rest.Substring(first.Length), whole) is { } others)
                return [first, .. others];
        }

        return null;
    }
}
