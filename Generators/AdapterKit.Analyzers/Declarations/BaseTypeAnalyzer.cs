using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a declared class without the base class of its kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseTypeAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.WrongBase)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (HasBase(known, type))
            return;

        // The fix can add a base class, but not replace one.
        var addable = type.Symbol.BaseType?.SpecialType == SpecialType.System_Object ? FindAddable(known, type) : null;
        context.ReportDiagnostic(Diagnostic.Create(
            DeclarationDescriptors.WrongBase, type.Location, Nearest.ToProperties(addable),
            type.Name, type.Marker, GetBase(known, type, "TVariant")));
    }

    private static bool HasBase(KnownTypes known, DeclaredType type) => type.Kind switch
    {
        DeclarationKind.Variant => known.IsAdapter(type.Symbol),
        DeclarationKind.Shared => type.Symbol.DerivesFrom(known.SharedModule),
        DeclarationKind.Layer => type.Symbol.DerivesFrom(known.AdaptedLayer),
        DeclarationKind.Model => type.Symbol.DerivesFrom(known.PretrainedBackbone),
        _ => type.Symbol.DerivesFrom(known.TaskAdapter)
            && (NeedsNoVariant(known, type) || TaskVariant.FindArgument(type.Symbol, known) is not null),
    };

    /// <summary>Returns what the fix writes; <c>null</c> if it would have to change a constructor, too.</summary>
    private static string? FindAddable(KnownTypes known, DeclaredType type) => type.Kind == DeclarationKind.Model
        ? FindIdentity(known, type) is { } identity ? $"PretrainedBackbone({identity})" : null
        : GetBase(known, type, "BottleneckAdapter");

    /// <summary>Returns the parameter of the primary constructor that the base class of a model needs.</summary>
    private static string? FindIdentity(KnownTypes known, DeclaredType type) => type.Symbol.InstanceConstructors
        .Where(constructor => constructor.DeclaringSyntaxReferences is [var primary] && primary.GetSyntax() is TypeDeclarationSyntax)
        .SelectMany(constructor => constructor.Parameters)
        .FirstOrDefault(parameter => parameter.Type.Is(known.PretrainedIdentity))?.Name;

    private static string GetBase(KnownTypes known, DeclaredType type, string variant) => type.Kind switch
    {
        DeclarationKind.Variant => "ResidualAdapter",
        DeclarationKind.Shared => "SharedModule",
        DeclarationKind.Layer => "AdaptedLayer",
        DeclarationKind.Model => "PretrainedBackbone",
        _ => NeedsNoVariant(known, type) ? "ClassificationTask" : $"ClassificationTask<{variant}>",
    };

    /// <summary>Whether a task fuses others or declares its adapters by attributes.</summary>
    private static bool NeedsNoVariant(KnownTypes known, DeclaredType type) =>
        type.Symbol.Has(known.FuseAttribute) || DeclaredAdapter.FindAll(type.Symbol, known).Any();
}
