using System;
using System.Collections.Generic;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the entry point of an assembly for hosts, and the metadata that hosts read before they load it.</summary>
internal static class PluginEmitter
{
    public const string FileName = "TaskPlugin.g.cs";

    public static string Emit(EquatableArray<TaskModel> declaredTasks, EquatableArray<OfferedBackbone> offered, bool withServices)
    {
        var tasks = declaredTasks.OrderBy(task => task.Type.FullName, StringComparer.Ordinal).ToList();
        var backbones = offered.OrderBy(backbone => backbone.Type.FullName, StringComparer.Ordinal).ToList();
        var types = tasks.Select(task => task.Type).Concat(backbones.Select(backbone => backbone.Type)).ToList();
        var scope = types[0].Namespace;
        var entryPoint = scope.Length == 0 ? "TaskPlugin" : $"{scope}.TaskPlugin";
        var hidden = types[0].Hidden;
        var warnings = types.SelectMany(type => type.Warnings).Distinct().OrderBy(id => id, StringComparer.Ordinal).ToList();
        var writer = Begin(scope, UsedTypes.Plugins.Where(alias => !hidden.Contains(UsedTypes.GetLastName(alias))), warnings, [
            WriteMetadata("Contract", "global::AdapterKit.Contract.Version"),
            WriteMetadata("Plugin", Literal.From(TypeHeader.Unescape(entryPoint))),
            .. tasks.Select(task => WriteMetadata("Task", Literal.From($"{task.Id}@{task.Backbone}"))),
            .. backbones.Select(backbone => WriteMetadata("Backbone", Literal.From(Describe(backbone)))),
        ]);

        writer.Lines(
            $"""
            /// <summary>The {Name(tasks.Count, backbones.Count)} of this assembly, for a host that loads it as a plugin.</summary>
            {WiringAttributes}
            """);
        using (writer.Open("public sealed class TaskPlugin : ITaskPlugin"))
        {
            WriteList(writer, "TaskDeclaration", "Tasks", tasks.Select(task => $"global::{task.Type.FullName}.Declared"));
            if (backbones.Count > 0)
            {
                writer.Line("");
                WriteList(writer, "global::AdapterKit.BackboneDeclaration", "Backbones", backbones.Select(WriteDeclaration));
            }
        }

        if (withServices && tasks.Count > 0)
            WriteServices(writer);

        return hidden.Count == 0 ? writer.ToString() : QualifiedNames.Write(writer.ToString(), hidden);
    }

    private static string Name(int tasks, int backbones) =>
        backbones == 0 ? "tasks" : tasks == 0 ? "backbones" : "tasks and backbones";

    private static void WriteList(CodeWriter writer, string type, string name, IEnumerable<string> items)
    {
        writer.Lines(
            $$"""
            /// <inheritdoc />
            public global::System.Collections.Generic.IReadOnlyList<{{type}}> {{name}} { get; } =
            """);
        using (writer.Open("[", "];", brace: false))
        {
            foreach (var item in items)
                writer.Line(item + ",");
        }
    }

    private static string Describe(OfferedBackbone backbone) =>
        backbone.ModelType is null ? backbone.Id : $"{backbone.Id}@{backbone.ModelType}";

    private static string WriteDeclaration(OfferedBackbone backbone) => backbone.ModelType is null
        ? $"global::AdapterKit.BackboneDeclaration.Create({Literal.From(backbone.Id)}, global::{backbone.Type.FullName}.Load)"
        : $"global::AdapterKit.BackboneDeclaration.Create<global::{backbone.Type.FullName}>({Literal.From(backbone.Id)})";

    private static void WriteServices(CodeWriter writer) => writer.Lines(
        $$"""

        /// <summary>The tasks of this assembly, for a program that refers to it.</summary>
        {{WiringAttributes}}
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
