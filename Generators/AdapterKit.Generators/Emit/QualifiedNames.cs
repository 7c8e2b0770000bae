using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Replaces short names of framework types by full names, where the declared type gives them another meaning.</summary>
/// <remarks>A name of the user's that could be mistaken for one of them is written with <c>@</c>.</remarks>
internal sealed class QualifiedNames : CSharpSyntaxRewriter
{
    private readonly IReadOnlyCollection<string> hidden;

    private QualifiedNames(IReadOnlyCollection<string> hidden) => this.hidden = hidden;

    /// <summary>Rewrites a generated file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="hidden">The short names to replace.</param>
    public static string Write(string source, IReadOnlyCollection<string> hidden) =>
        new QualifiedNames(hidden).Visit(SyntaxFactory.ParseCompilationUnit(source)).ToFullString();

    /// <inheritdoc />
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Identifier.Text[0] != '@' && IsTypeName(node) && hidden.Contains(node.Identifier.ValueText)
            ? SyntaxFactory.ParseName($"global::{UsedTypes.FullNames[node.Identifier.ValueText]}").WithTriviaFrom(node)
            : node;

    private static bool IsTypeName(IdentifierNameSyntax node) => node.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != node,
        QualifiedNameSyntax name => name.Right != node,
        AliasQualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != node,
        _ => true,
    };
}
