using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Switchhook.Admin.Accounts.Migrations
{
    /// <inheritdoc />
    public partial class EnteringAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "awaits_approval",
                schema: "accounts",
                table: "accounts",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "mailed_links_from",
                schema: "accounts",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "known_networks",
                schema: "accounts",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_networks", x => new { x.account_id, x.network });
                    table.ForeignKey(
                        name: "FK_known_networks_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "accounts",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "limits",
                schema: "accounts",
                columns: table => new
                {
                    limit_name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    network = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    free_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refused = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_limits",
                        x => new
                        {
                            x.limit_name,
                            x.address,
                            x.network,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "sign_up_links",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    normalized_email = table.Column<string>(type: "text", nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_up_links", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_limits_last_at", schema: "accounts", table: "limits", column: "last_at");

            migrationBuilder.CreateIndex(
                name: "IX_sign_up_links_code_hash",
                schema: "accounts",
                table: "sign_up_links",
                column: "code_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_sign_up_links_normalized_email",
                schema: "accounts",
                table: "sign_up_links",
                column: "normalized_email"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "known_networks", schema: "accounts");

            migrationBuilder.DropTable(name: "limits", schema: "accounts");

            migrationBuilder.DropTable(name: "sign_up_links", schema: "accounts");

            migrationBuilder.DropColumn(name: "mailed_links_from", schema: "accounts", table: "accounts");

            migrationBuilder.DropColumn(name: "awaits_approval", schema: "accounts", table: "accounts");
        }
    }
}
