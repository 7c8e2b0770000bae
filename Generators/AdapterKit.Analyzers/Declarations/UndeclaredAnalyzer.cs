using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a class that leaves to the generator what only a declared class gets.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredAnalyzer() : DeclarationAnalyzer(DeclarationDescriptors.NotDeclared)
{
    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes known) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, known, (INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known, INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } || known.FindDeclaration(type) is not null)
            return;

        var missing = type switch
        {
            _ when type.DerivesFrom(known.ResidualAdapter) => Overrides(type, "Delta", known.ResidualAdapter)
                ? null
                : new Missing("ResidualAdapter", "AdapterVariant", "[AdapterVariant(\"my-id\")], or override Delta"),
            _ when type.DerivesFrom(known.ProjectionAdapter) => Overrides(type, "Apply", known.ProjectionAdapter)
                ? null
                : new Missing("ProjectionAdapter", "AdapterVariant", "[AdapterVariant(\"my-id\")], or override Apply"),
            _ when type.DerivesFrom(known.MemoryAdapter) => Overrides(type, "ComputeKeys", known.MemoryAdapter)
                ? null
                : new Missing("MemoryAdapter", "AdapterVariant", "[AdapterVariant(\"my-id\")], or override ComputeKeys"),
            _ when type.DerivesFrom(known.EntryAdapter) =>
                Overrides(type, "Enter", known.EntryAdapter) || Overrides(type, "ComputePrompt", known.EntryAdapter)
                || Overrides(type, "ComputeChange", known.EntryAdapter)
                ? null
                : new Missing("EntryAdapter", "AdapterVariant", "[AdapterVariant(\"my-id\")], or override Enter"),
            _ when type.DerivesFrom(known.SharedModule) => Overrides(type, "RegisterComponents", known.SharedModule)
                ? null
                : new Missing("SharedModule", "SharedModule", "[SharedModule], or override RegisterComponents"),
            _ when type.DerivesFrom(known.AdaptedLayer) => Overrides(type, "forward", known.AdaptedLayer) && !HasPoints(known, type)
                ? null
                : new Missing("AdaptedLayer", "TransformerLayer", "[TransformerLayer]"),
            _ when type.DerivesFrom(known.TaskAdapter) => HasConstructor(type)
                ? null
                : new Missing("TaskAdapter", "TaskAdapter", "[TaskAdapter(\"my-id\", Backbone = ...)]"),
            _ => null,
        };
        if (missing is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.NotDeclared, type.GetLocation(),
                // The fix cannot know the backbone of a task.
                Nearest.ToProperties(missing.Attribute == "TaskAdapter" ? null : missing.Attribute),
                type.Name, missing.Base, $"[{missing.Attribute}]", missing.Advice));
        }
    }

    private static bool Overrides(INamedTypeSymbol type, string method, INamedTypeSymbol? root)
    {
        for (var current = type; current is not null && !current.Is(root); current = current.BaseType)
        {
            if (current.GetMembers(method).Any(member => member.IsOverride))
                return true;
        }

        return false;
    }

    private static bool HasPoints(KnownTypes known, INamedTypeSymbol type) =>
        type.GetMembers().Any(member => member.Has(known.SublayerAttribute) || member.Has(known.PointAttribute));

    private static bool HasConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);

    private sealed record Missing(string Base, string Attribute, string Advice);
}
