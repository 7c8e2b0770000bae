using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports <c>using</c> on the result of an in-place operation, which is the original tensor.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InPlaceUsingAnalyzer() : DeclaredBodyAnalyzer(
    TorchDescriptors.UsingInPlace, OperationKind.Using, OperationKind.UsingDeclaration)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var value in GetResources(context.Operation))
        {
            if (value is IInvocationOperation call && IsInPlace(call, known) && FindSource(call, known) is { } source)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.UsingInPlace, GetKeyword(context.Operation), call.TargetMethod.Name, source.Syntax.ToString()));
            }
        }
    }

    /// <summary>Returns what a <c>using</c> disposes of.</summary>
    internal static IEnumerable<IOperation?> GetResources(IOperation operation) => operation switch
    {
        IUsingDeclarationOperation declaration => GetValues(declaration.DeclarationGroup),
        IUsingOperation { Resources: IVariableDeclarationGroupOperation group } => GetValues(group),
        IUsingOperation { Resources: var resource } => [resource],
        _ => [],
    };

    private static IEnumerable<IOperation?> GetValues(IVariableDeclarationGroupOperation group) =>
        group.Declarations.SelectMany(declaration => declaration.Declarators).Select(declarator => declarator.Initializer?.Value);

    /// <summary>Whether a call changes its tensor and returns it.</summary>
    internal static bool IsInPlace(IInvocationOperation call, KnownTypes known) =>
        call.TargetMethod.Name is { Length: > 1 } name && name[name.Length - 1] == '_' && call.Type?.DerivesFrom(known.Tensor) == true;

    /// <summary>Returns the variable that a chain of in-place calls starts from; <c>null</c> if it starts from a new tensor.</summary>
    private static IOperation? FindSource(IInvocationOperation call, KnownTypes known) => call.Instance switch
    {
        IInvocationOperation inner when IsInPlace(inner, known) => FindSource(inner, known),
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => call.Instance,
        _ => null,
    };

    private static Location GetKeyword(IOperation operation) => operation.Syntax switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.GetLocation(),
        UsingStatementSyntax statement => statement.UsingKeyword.GetLocation(),
        var other => other.GetLocation(),
    };
}
