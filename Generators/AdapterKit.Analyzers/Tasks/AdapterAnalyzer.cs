using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports <c>[Adapter]</c> beside another declaration of the same adapters, without its options, or twice at one place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdapterAnalyzer() : TaskAnalyzer(
    TaskDescriptors.TwoDeclarations, TaskDescriptors.AdapterOptions, TaskDescriptors.SharedPlace)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var adapters = DeclaredAdapter.FindAll(task.Symbol, known).ToList();
        if (adapters.Count == 0)
            return;

        foreach (var (other, location, advice) in FindOtherDeclarations(known, task))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.TwoDeclarations, location, task.Name, other, advice));
        }

        foreach (var adapter in adapters)
            CheckOptions(context, known, task, adapter);

        for (var i = 0; i < adapters.Count; i++)
            CheckPlaces(context, known, adapters[i], adapters.Take(i));
    }

    private static IEnumerable<(string Other, Location Location, string Advice)> FindOtherDeclarations(KnownTypes known, DeclaredType task)
    {
        if (TaskVariant.Find(task.Symbol, known) is { } variant)
        {
            yield return (
                $"variant '{variant.Name}' of its base class", task.Location, $"derive from the base class without a variant, "
                + $"and add [Adapter<{variant.Name}>]");
        }

        if (task.Symbol.FindAttribute(known.FuseAttribute) is { } fuse)
            yield return ("[Fuse]", fuse.GetLocation(), "give them to a task of their own, and stack the two");
        if (task.Symbol.FindAttribute(known.PlacementAttribute) is { } placement)
            yield return ("[Placement]", placement.GetLocation(), "write On, Placement and TuneNorms in each [Adapter]");
        if (task.Symbol.GetMembers().FirstOrDefault(member => member.Has(known.OptionsAttribute)) is { } options)
        {
            yield return (
                "[Options]", options.FindAttribute(known.OptionsAttribute)!.GetLocation(),
                $"write Options = nameof({options.Name}) in an [Adapter]");
        }
    }

    private static void CheckOptions(SymbolAnalysisContext context, KnownTypes known, DeclaredType task, DeclaredAdapter adapter)
    {
        if (adapter.Attribute.GetText("Options") is not { } name || TaskVariant.FindOptions(adapter.Variant, known) is not { } expected)
            return;

        var member = task.Symbol.GetMembers(name).FirstOrDefault(found => found is IFieldSymbol or IPropertySymbol);
        var problem = member switch
        {
            null => $"'{task.Name}' has no field or property '{name}'",
            { IsStatic: false } => $"'{name}' is not static",
            _ when member.FindValueType() is { TypeKind: not TypeKind.Error } type
                && !SymbolEqualityComparer.Default.Equals(type, expected) => $"'{name}' is of type {type.Name}",
            _ => null,
        };
        if (problem is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.AdapterOptions, adapter.Attribute.GetLocation("Options"), adapter.Variant.Name, expected.Name, problem));
        }
    }

    // Adapters with layers of their own may share a point.
    private static void CheckPlaces(
        SymbolAnalysisContext context, KnownTypes known, DeclaredAdapter adapter, IEnumerable<DeclaredAdapter> earlier)
    {
        var others = earlier.Where(other => IsOfSameKind(known, adapter, other) && GetDrop(adapter) is null && GetDrop(other) is null);
        foreach (var other in others)
        {
            if (other.On.Count == 0 || adapter.On.Count == 0)
            {
                var named = other.On.Concat(adapter.On).Select(place => $"'{place}'").ToList();
                Report(adapter.Attribute.GetLocation(), named.Count == 0 ? "every place" : string.Join(", ", named), other);
                return;
            }

            for (var i = 0; i < adapter.On.Count; i++)
            {
                if (other.On.Contains(adapter.On[i]))
                    Report(adapter.Attribute.GetTextLocation("On", i), $"'{adapter.On[i]}'", other);
            }
        }

        void Report(Location location, string place, DeclaredAdapter other) => context.ReportDiagnostic(Diagnostic.Create(
            TaskDescriptors.SharedPlace, location, adapter.Variant.Name, other.Variant.Name, place));
    }

    private static string? GetDrop(DeclaredAdapter adapter) => adapter.Attribute.GetText("Drop");

    private static bool IsOfSameKind(KnownTypes known, DeclaredAdapter one, DeclaredAdapter other) =>
        SymbolEqualityComparer.Default.Equals(known.FindBase(one.Variant), known.FindBase(other.Variant));
}
