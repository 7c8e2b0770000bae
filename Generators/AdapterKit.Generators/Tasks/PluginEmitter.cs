using System;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Writes an assembly's entry point for hosts, and the metadata that they read before they load it.</summary>
internal static class PluginEmitter
{
    public const string FileName = "TaskPlugin.g.cs";

    public static string Emit(EquatableArray<TaskModel> declared, bool withServices)
    {
        var tasks = declared.OrderBy(task => task.Type.FullName, StringComparer.Ordinal).ToList();
        var scope = tasks[0].Type.Namespace;
        var entryPoint = scope.Length == 0 ? "TaskPlugin" : $"{scope}.TaskPlugin";
        var writer = GeneratedFile.Begin(scope, UsedTypes.Plugins, [
            Metadata("Contract", "global::AdapterKit.Contract.Version"),
            Metadata("Plugin", Literal.Of(TypeHeader.Unescaped(entryPoint))),
            .. tasks.Select(task => Metadata("Task", Literal.Of($"{task.Id}@{task.Backbone}"))),
        ]);

        writer.Line("/// <summary>The tasks of this assembly, for a host that loads it as a plugin.</summary>");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public sealed class TaskPlugin : ITaskPlugin"))
        {
            writer.Line("/// <inheritdoc />");
            writer.Line("public global::System.Collections.Generic.IReadOnlyList<TaskDeclaration> Tasks { get; } =");
            using (writer.Open("[", "];", brace: false))
            {
                foreach (var task in tasks)
                    writer.Line($"{Name(task, scope)}.Declared,");
            }
        }

        if (withServices)
            WriteServices(writer);

        return writer.ToString();
    }

    private static void WriteServices(CodeWriter writer)
    {
        writer.Line();
        writer.Line("/// <summary>The tasks of this assembly, for a program that refers to it.</summary>");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("public static class TaskServices"))
        {
            writer.Line("/// <summary>Registers every task of this assembly as a <see cref=\"TaskDeclaration\"/>.</summary>");
            writer.Line("/// <param name=\"services\">The services to add to.</param>");
            writer.Line("public static global::Microsoft.Extensions.DependencyInjection.IServiceCollection AddTaskAdapters(");
            using (writer.Indent())
                writer.Line("this global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)");

            using (writer.Open(""))
            {
                using (writer.Open("foreach (var task in new TaskPlugin().Tasks)"))
                    writer.Line("global::Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, task);");

                writer.Line();
                writer.Line("return services;");
            }
        }
    }

    private static string Metadata(string key, string value) =>
        $"global::System.Reflection.AssemblyMetadata(\"AdapterKit.{key}\", {value})";

    private static string Name(TaskModel task, string scope) =>
        task.Type.Namespace == scope && scope.Length > 0 ? task.Type.FullName.Substring(scope.Length + 1) : $"global::{task.Type.FullName}";
}
