using System;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the entry point of an assembly for hosts, and the metadata that hosts read before they load it.</summary>
internal static class PluginEmitter
{
    public const string FileName = "TaskPlugin.g.cs";

    public static string Emit(EquatableArray<TaskModel> declared, bool withServices)
    {
        var tasks = declared.OrderBy(task => task.Type.FullName, StringComparer.Ordinal).ToList();
        var scope = tasks[0].Type.Namespace;
        var entryPoint = scope.Length == 0 ? "TaskPlugin" : $"{scope}.TaskPlugin";
        var hidden = tasks[0].Type.Hidden;
        var warnings = tasks.SelectMany(task => task.Type.Warnings).Distinct().OrderBy(id => id, StringComparer.Ordinal).ToList();
        var writer = Begin(scope, UsedTypes.Plugins.Where(alias => !hidden.Contains(UsedTypes.GetLastName(alias))), warnings, [
            WriteMetadata("Contract", "global::AdapterKit.Contract.Version"),
            WriteMetadata("Plugin", Literal.From(TypeHeader.Unescape(entryPoint))),
            .. tasks.Select(task => WriteMetadata("Task", Literal.From($"{task.Id}@{task.Backbone}"))),
        ]);

        writer.Lines(
            $"""
            /// <summary>The tasks of this assembly, for a host that loads it as a plugin.</summary>
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("public sealed class TaskPlugin : ITaskPlugin"))
        {
            writer.Lines(
                """
                /// <inheritdoc />
                public global::System.Collections.Generic.IReadOnlyList<TaskDeclaration> Tasks { get; } =
                """);
            using (writer.Open("[", "];", brace: false))
            {
                foreach (var task in tasks)
                    writer.Line($"global::{task.Type.FullName}.Declared,");
            }
        }

        if (withServices)
            WriteServices(writer);

        return hidden.Count == 0 ? writer.ToString() : QualifiedNames.Write(writer.ToString(), hidden);
    }

    private static void WriteServices(CodeWriter writer) => writer.Lines(
        $$"""

        /// <summary>The tasks of this assembly, for a program that refers to it.</summary>
        {{GeneratedCodeAttribute}}
        public static class TaskServices
        {
            /// <summary>Registers every task of this assembly as a <see cref="TaskDeclaration"/>.</summary>
            /// <param name="services">The services to add to.</param>
            public static global::Microsoft.Extensions.DependencyInjection.IServiceCollection AddTaskAdapters(
                this global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                foreach (var task in new TaskPlugin().Tasks)
                {
                    global::Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, task);
                }

                return services;
            }
        }
        """);

    private static string WriteMetadata(string key, string value) =>
        $"global::System.Reflection.AssemblyMetadata(\"AdapterKit.{key}\", {value})";
}
